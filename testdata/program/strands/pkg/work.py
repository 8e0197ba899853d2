"""Where strands start, on which objects, and how many of them."""
import asyncio
import functools
import threading


class Pump:
    def __init__(self):
        self.level = 0
        self.task = asyncio.create_task(self.run())

    async def run(self):
        while True:
            await asyncio.sleep(1)
            self._note()

    def _note(self):
        self.level += 1

    def listen(self):
        threading.Thread(target=self.watch).start()

    def watch(self):
        self.level = 0


async def drain(pump, n):
    for _ in range(n):
        await asyncio.sleep(0)
    pump.level = 0


async def never_suspends():
    return 1


async def calls_it():
    return await never_suspends()


async def main():
    pump = Pump()
    asyncio.get_running_loop().call_later(1, functools.partial(pump.listen))
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            tg.create_task(drain(pump, n))
    await asyncio.gather(*(drain(pump, n) for n in range(3)))
    await calls_it()


asyncio.run(main())
