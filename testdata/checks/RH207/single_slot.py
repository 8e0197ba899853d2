"""RH207: room for one waiter."""
import asyncio


class Protocol:
    def __init__(self, loop):
        self.loop = loop
        self.paused = False
        self.waiter = None
        self.other = None
        self.third = None

    def resume(self):
        self.paused = False
        for waiter in (self.waiter, self.other, self.third):
            if waiter is not None and not waiter.done():
                waiter.set_result(None)

    async def drain(self):
        if not self.paused:
            return
        waiter = self.waiter
        assert waiter is None or waiter.cancelled()
        waiter = self.loop.create_future()
        self.waiter = waiter  # want RH207 "self.waiter has room for one waiter: a second task that comes here while the first one waits trips the assertion"
        await waiter

    async def flush(self):
        self.other = self.loop.create_future()  # want RH207 "self.other has room for one waiter: a second task"
        await self.other

    async def settle(self):
        self.other = self.loop.create_future()  # want RH207 "self.other has room for one waiter: a second task"
        await self.other

    async def close(self):
        self.third = self.loop.create_future()
        await self.third


class Shared:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None
        self.single = None

    def resume(self):
        if self.waiter is not None:
            self.waiter.set_result(None)
            self.waiter = None
        if self.single is not None and not self.single.done():
            self.single.set_result(None)
            self.single = None

    async def drain(self):
        if self.waiter is None:
            self.waiter = self.loop.create_future()
        await asyncio.shield(self.waiter)

    async def read(self):
        if self.single is not None:
            raise RuntimeError("somebody waits already")
        self.single = self.loop.create_future()
        await self.single  # want RH308 "the future stays in self.single"
