"""RH102: a local object that is given to several tasks is shared after all."""
import asyncio


class Tally:
    def __init__(self):
        self.n = 0


async def one():
    await asyncio.sleep(0.1)
    return 1


async def add_to(tally: Tally):
    tally.n += await one()  # want RH102 "tally.n"


async def add_own():
    tally = Tally()
    tally.n += await one()
    return tally


async def count():
    tally = Tally()
    await asyncio.gather(add_to(tally), add_to(tally))
    return tally.n, await add_own()


asyncio.run(count())
