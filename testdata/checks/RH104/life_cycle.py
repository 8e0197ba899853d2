"""RH104: methods that begin or end an object's life do nothing the second time, but learn of it late."""
# no-rename-test
# no-lock-test: __await__ takes no lock
import asyncio


class Pool:
    def __init__(self, holders):
        self._holders = holders
        self._initialized = False
        self._initializing = False
        self._closed = False
        self._left = False
        self._registered = False

    def __await__(self):
        return self._async_init().__await__()

    async def __aenter__(self):
        await self._async_init()
        return self

    async def _async_init(self):
        if self._initialized:
            return
        await asyncio.gather(*[h.reach() for h in self._holders])  # want RH104 warning "self._initialized is tested before an await"
        self._initialized = True

    async def initialize_once(self):
        if self._initializing:
            raise RuntimeError("twice")
        self._initializing = True
        await asyncio.gather(*[h.reach() for h in self._holders])

    async def close(self):
        if not self._closed:
            for h in self._holders:
                await h.drop()  # want RH104 warning "self._closed is tested before an await"
            self._closed = True

    async def shutdown(self):
        if self._left:
            return
        self._left = True
        for h in self._holders:
            await h.drop()

    async def _start_one(self):
        # only one method calls it, once
        if self._registered:
            return
        await asyncio.sleep(1)
        self._registered = True

    async def work(self):
        await self._start_one()


class Guarded:
    def __init__(self):
        self.ready = False
        self.lock = asyncio.Lock()

    async def start(self):
        async with self.lock:
            if self.ready:
                return
            await asyncio.sleep(1)
            self.ready = True


class Asked:
    """Who asks for it twice makes a mistake and is told."""

    def __init__(self, setup):
        self.setup = setup
        self.ready = False

    async def start(self):
        if self.ready:
            raise RuntimeError("already started")
        await self.setup()
        self.ready = True  # note RH101 "self.ready"
        await self.setup()
