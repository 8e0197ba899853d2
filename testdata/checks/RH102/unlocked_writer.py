"""RH102: the lock is held here, but another writer never takes it."""
import asyncio


class Gauge:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.value = 0
        self.peak = 0

    async def _sample(self):
        await asyncio.sleep(0.1)
        return 1

    async def add(self):
        async with self.lock:
            self.value += await self._sample()  # want RH102 "self.value"

    async def reset(self):
        self.value = 0

    async def raise_peak(self):
        async with self.lock:
            self.peak = max(self.peak, await self._sample())

    async def reset_peak(self):
        async with self.lock:
            self.peak = 0


async def main():
    g = Gauge()
    await asyncio.gather(g.add(), g.add(), g.reset(), g.raise_peak(), g.reset_peak())


asyncio.run(main())
