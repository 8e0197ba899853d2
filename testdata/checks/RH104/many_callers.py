"""RH104: a helper that all public methods of a client use, so that any task may be first."""
import asyncio


class Store:
    def __init__(self, dial):
        self.dial = dial
        self.link = None

    async def _connect(self):
        if self.link is None:
            self.link = await self.dial()  # want RH104 warning "self.link"
        return self.link

    async def get(self, key):
        return await (await self._connect()).get(key)

    async def put(self, key, value):
        return await (await self._connect()).put(key, value)

    async def drop(self, key):
        return await (await self._connect()).drop(key)

    async def size(self):
        return await (await self._connect()).size()


class Safe(asyncio.Protocol):
    def __init__(self, dial):
        self.dial = dial
        self.link = None
        self.lock = asyncio.Lock()

    async def _connect(self):
        async with self.lock:
            if self.link is None:
                self.link = await self.dial()
        return self.link

    async def get(self, key):
        return await (await self._connect()).get(key)

    async def put(self, key, value):
        return await (await self._connect()).put(key, value)

    async def drop(self, key):
        return await (await self._connect()).drop(key)

    async def size(self):
        return await (await self._connect()).size()
