"""RH201: what a new task acquires is not acquired under the lock of its starter."""
import asyncio


class Hub:
    def __init__(self):
        self.peers = asyncio.Lock()
        self.queue = asyncio.Lock()

    async def publish(self):
        async with self.queue:
            async with self.peers:
                await asyncio.sleep(0)

    async def connect(self):
        async with self.peers:
            self.task = asyncio.create_task(self._drain())

    async def _drain(self):
        async with self.queue:
            await asyncio.sleep(0)
