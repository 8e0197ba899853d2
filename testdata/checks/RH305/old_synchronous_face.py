"""RH305: a client for other threads makes the semaphore of a part in the caller's thread."""
import asyncio
import sys

if sys.version_info < (3, 9):
    print("old")


class Limiter:
    def __init__(self, limit):
        self.slots = asyncio.Semaphore(limit)  # want RH305 "before Python 3.10"

    async def use(self, work):
        async with self.slots:
            await work()


class Client:
    def __init__(self, loop):
        self.loop = loop
        self.limiter = Limiter(4)

    def get(self, work):
        return asyncio.run_coroutine_threadsafe(self.limiter.use(work), self.loop).result()


class LimiterRight:
    def __init__(self, limit):
        self.limit = limit

    async def prepare(self):
        self.slots = asyncio.Semaphore(self.limit)

    async def use(self, work):
        async with self.slots:
            await work()


class ClientRight:
    def __init__(self, loop):
        self.loop = loop
        self.limiter = LimiterRight(4)

    def get(self, work):
        return asyncio.run_coroutine_threadsafe(self.limiter.use(work), self.loop).result()
