"""RH209: the others wait as long while they hold it."""
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
        async with self.lock:
            await self.reader.finish_all()
