"""RH209: a condition lets go of its lock while it waits."""
import asyncio


class Link:
    def __init__(self, reader):
        self.lock = asyncio.Condition()
        self.reader = reader
        self.inbox = asyncio.Queue()
        self.ready = asyncio.Event()
        self.closed = False
        self.line = None

    async def take(self):
        async with self.lock:
            while self.line is None:
                await self.lock.wait()

    async def close(self):
        async with self.lock:
            self.closed = True

    async def take_first(self):
        line = await self.reader.readline()
        async with self.lock:
            self.line = line
