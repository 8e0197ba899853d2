"""RH102: a condition holds its lock, but gives it up while it waits."""
import asyncio


class Budget:
    def __init__(self):
        self.cond = asyncio.Condition()
        self.left = 10

    async def _pay(self):
        await asyncio.sleep(0.1)
        return 1

    async def spend(self):
        async with self.cond:
            await self.cond.wait_for(lambda: self.left > 0)
            self.left -= await self._pay()

    async def refill(self):
        async with self.cond:
            self.left += 10
            self.cond.notify_all()

    async def spend_stale(self):
        async with self.cond:
            left = self.left
            while self.left <= 0:
                await self.cond.wait()
            self.left = left - 1  # want RH102 "self.left"


async def main():
    b = Budget()
    await asyncio.gather(b.spend(), b.spend(), b.refill(), b.spend_stale())


asyncio.run(main())
