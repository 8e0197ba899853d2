"""RH308: one future for all who wait: cancelling one of them cancels it for the others."""
import asyncio


class Event:
    def __init__(self):
        self._future = asyncio.Future()

    def set(self):
        if not self._future.done():
            self._future.set_result(None)

    def clear(self):
        if self._future.done():
            self._future = asyncio.Future()

    def wait(self):
        return self._future  # want RH308 "cancels self._future for all who wait"


class Worker:
    def __init__(self):
        self.ready = Event()

    async def run(self):
        await self.ready.wait()


class Connection:
    def __init__(self, loop):
        self.loop = loop
        self.closed = loop.create_future()

    def connection_lost(self, exc):
        if not self.closed.done():
            self.closed.set_result(exc)

    async def wait_closed(self):
        await self.closed  # want RH308 "for all who wait for it"


class Careful:
    def __init__(self, loop):
        self.loop = loop
        self.closed = loop.create_future()

    def connection_lost(self, exc):
        if not self.closed.done():
            self.closed.set_result(exc)

    async def wait_closed(self):
        await asyncio.shield(self.closed)
