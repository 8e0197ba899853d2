"""RH209: nobody else takes the lock."""
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
            self.line = await self.inbox.get()

    async def close(self):
        self.closed = True
