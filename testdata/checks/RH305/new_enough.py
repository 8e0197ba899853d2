"""RH305: since Python 3.10 a primitive of an instance belongs to the loop that waits for it first."""
import asyncio


class Pool:
    def __init__(self, size):
        self.size = size
        self.free = asyncio.LifoQueue(size)
        self.lock = asyncio.Lock()

    async def connect(self):
        async with self.lock:
            for n in range(self.size):
                self.free.put_nowait(n)

    async def take(self):
        return await self.free.get()


def make_pool(size):
    return Pool(size)
