"""RH102: the left side of an augmented assignment is read before the await on its right."""
import asyncio


class Meter:
    def __init__(self):
        self.total = 0

    async def _measure(self):
        await asyncio.sleep(0.1)
        return 2

    async def add(self):
        self.total += await self._measure()  # want RH102 "self.total"

    async def add_expanded(self):
        self.total = self.total + await self._measure()  # want RH102 "self.total"

    async def add_after(self):
        amount = await self._measure()
        self.total += amount

    async def add_right_side_first(self):
        self.total = await self._measure() + self.total


async def main():
    meter = Meter()
    async with asyncio.TaskGroup() as tg:
        for _ in range(10):
            tg.create_task(meter.add())
            tg.create_task(meter.add_expanded())
            tg.create_task(meter.add_after())
            tg.create_task(meter.add_right_side_first())
    print(meter.total)


asyncio.run(main())
