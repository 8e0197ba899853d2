"""RH107 stays silent: locks of tasks leave gaps, which other rules look at."""
import asyncio


class Session:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.streams = {}

    async def open(self, key):
        async with self.lock:
            if key not in self.streams:
                self.streams[key] = object()

    async def replace(self, key):
        async with self.lock:
            self.streams[key] = object()

    def drop(self, key):
        self.streams.pop(key, None)
