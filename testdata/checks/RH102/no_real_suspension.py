"""RH102: awaiting a coroutine that never reaches a suspension lets nobody else run."""
import asyncio


class Ticker:
    def __init__(self):
        self.ticks = 0

    async def _step(self):
        return 1

    async def _double_step(self):
        return 2 * await self._step()

    async def _slow_step(self):
        await asyncio.sleep(0)
        return 1

    async def tick(self):
        self.ticks += await self._step()

    async def tick_twice(self):
        self.ticks += await self._double_step()

    async def tick_slowly(self):
        self.ticks += await self._slow_step()  # want RH102 "self.ticks"


async def main():
    t = Ticker()
    await asyncio.gather(t.tick(), t.tick(), t.tick_twice(), t.tick_slowly())


asyncio.run(main())
