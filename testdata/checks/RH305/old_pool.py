"""RH305: before Python 3.10, a queue of a pool that is made before its loop runs."""
import asyncio
import sys

OLD = sys.version_info < (3, 8)


class Pool:
    def __init__(self, size):
        self.size = size
        self.free = asyncio.LifoQueue(size)  # want RH305 "before Python 3.10"

    async def connect(self):
        for n in range(self.size):
            self.free.put_nowait(n)

    async def take(self):
        return await self.free.get()


class PoolRight:
    def __init__(self, size):
        self.size = size
        self.free = None

    async def connect(self):
        self.free = asyncio.LifoQueue(self.size)
        for n in range(self.size):
            self.free.put_nowait(n)

    async def take(self):
        return await self.free.get()


def make_pool(size):
    return Pool(size)


def make_pool_right(size):
    return PoolRight(size)
