"""RH209: a sleep under the lock, on request only."""
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
            await asyncio.sleep(1)  # note RH209 "self.lock is held while asyncio.sleep"
            self.line = None

    async def close(self):
        async with self.lock:
            self.closed = True

    async def take_first(self):
        line = await self.reader.readline()
        async with self.lock:
            self.line = line
