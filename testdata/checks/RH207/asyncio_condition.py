"""RH207: conditions of asyncio."""
import asyncio


class Slots:
    def __init__(self, free):
        self.cond = asyncio.Condition()
        self.free = free

    async def give(self):
        async with self.cond:
            self.free += 1
            self.cond.notify()

    async def take(self):
        async with self.cond:
            if self.free == 0:
                await self.cond.wait()  # want RH207 "self.free is tested once"
            self.free -= 1

    async def take_well(self):
        async with self.cond:
            while self.free == 0:
                await self.cond.wait()
            self.free -= 1
