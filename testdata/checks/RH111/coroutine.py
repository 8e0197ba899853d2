"""RH111: under a lock of tasks the caller runs undisturbed until it suspends."""
# no-strip-test
import asyncio


class Session:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.streams = {}

    async def add(self, key, stream):
        async with self.lock:
            self.streams[key] = stream
            await stream.open()

    async def all(self):
        async with self.lock:
            return self.streams  # note RH111 "self.streams itself"

    async def copied(self):
        async with self.lock:
            return dict(self.streams)
