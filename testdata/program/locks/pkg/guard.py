"""Locks of functions, of callers, behind context managers and in dicts."""
import asyncio
import contextlib


class Box:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._locks = {}
        self._permits = asyncio.Semaphore(4)
        self.items = {}

    @contextlib.asynccontextmanager
    async def locked(self):
        async with self._lock:
            yield

    async def put(self, key, value):
        async with self._lock:
            await self._store(key, value)

    async def _store(self, key, value):
        self.items[key] = value

    async def take(self, key):
        async with self.locked():
            return self.items.pop(key)

    async def by_key(self, key):
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            self.items[key] = 1

    async def permitted(self, key):
        async with self._permits:
            self.items[key] = 2
