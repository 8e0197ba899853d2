"""RH302: leaving a lock or a timeout closes nothing."""
import asyncio


class Cache:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.task = None

    async def load(self):
        async with self.lock:
            print("loading")

    async def refresh(self):
        async with self.lock:
            self.task = asyncio.create_task(self.load())

    async def refresh_soon(self):
        async with asyncio.timeout(3):
            task = asyncio.create_task(self.load())
        await task
