"""RH209: an event that somebody else sets."""
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
            await self.ready.wait()  # want RH209 note "self.lock is held while self.ready.wait"
            self.line = None

    async def close(self):
        async with self.lock:
            self.closed = True

    async def take_first(self):
        line = await self.reader.readline()
        async with self.lock:
            self.line = line
