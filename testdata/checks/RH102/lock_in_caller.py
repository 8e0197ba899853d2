"""RH102: every caller holds the lock, so the method need not."""
import asyncio


class Store:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._size = 0

    async def _measure(self, blob):
        await asyncio.sleep(0.01)
        return len(blob)

    async def _grow(self, blob):
        self._size += await self._measure(blob)

    async def put(self, blob):
        async with self._lock:
            await self._grow(blob)

    async def replace(self, old, new):
        async with self._lock:
            self._size -= await self._measure(old)
            await self._grow(new)


class StoreLeaky:
    """One caller forgot the lock."""

    def __init__(self):
        self._lock = asyncio.Lock()
        self._size = 0

    async def _grow(self, blob):
        await asyncio.sleep(0.01)
        size = self._size
        await asyncio.sleep(0.01)
        self._size = size + len(blob)  # want RH102 "self._size"

    async def put(self, blob):
        async with self._lock:
            await self._grow(blob)

    async def put_fast(self, blob):
        await self._grow(blob)


async def main():
    s, leaky = Store(), StoreLeaky()
    await asyncio.gather(s.put(b"a"), s.replace(b"a", b"b"))
    await asyncio.gather(leaky.put(b"a"), leaky.put_fast(b"b"))


asyncio.run(main())
