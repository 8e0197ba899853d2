"""RH209: wait_for gives the wait an end."""
import asyncio


class Link:
    def __init__(self, reader):
        self.lock = asyncio.Lock()
        self.reader = reader
        self.inbox = asyncio.Queue()
        self.ready = asyncio.Event()
        self.closed = False
        self.line = None

    async def take(self):
        async with self.lock:
            self.line = await asyncio.wait_for(self.inbox.get(), 5)

    async def close(self):
        async with self.lock:
            self.closed = True

    async def take_first(self):
        line = await self.reader.readline()
        async with self.lock:
            self.line = line
