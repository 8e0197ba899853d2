"""RH204: a task is awaited under the lock that it takes."""
import asyncio


class Cache:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.values = {}

    async def load(self, key):
        value = await self.fetch(key)
        async with self.lock:
            self.values[key] = value

    async def fetch(self, key):
        await asyncio.sleep(1)
        return key

    async def load_all(self, keys):
        async with self.lock:
            await asyncio.gather(*[self.load(key) for key in keys])  # want RH204 error "waits for Cache.load while holding self.lock"

    async def load_well(self, keys):
        await asyncio.gather(*[self.load(key) for key in keys])


class Worker:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.count = 0

    async def start(self):
        self.task = asyncio.create_task(self.run())

    async def run(self):
        for _ in range(10):
            await asyncio.sleep(1)
            async with self.lock:
                self.count += 1

    async def finish(self):
        async with self.lock:
            await self.task  # want RH204 error "waits for Worker.run while holding self.lock"

    async def stop(self):
        async with self.lock:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    async def finish_well(self):
        async with self.lock:
            task = self.task
        await task
