"""RH102: each task works on an object of its own."""
import asyncio


class Tally:
    def __init__(self):
        self.n = 0

    async def add(self, source):
        self.n += await source()


async def one():
    await asyncio.sleep(0.1)
    return 1


async def count():
    tally = Tally()
    for _ in range(3):
        await tally.add(one)
    return tally.n


async def count_dict():
    sizes = {}
    for key in ("a", "b", "a"):
        sizes[key] = sizes.get(key, 0) + await one()
    return sizes


async def main():
    print(await asyncio.gather(count(), count(), count_dict(), count_dict()))


asyncio.run(main())
