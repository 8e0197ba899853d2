"""RH308: a cancelled waiter leaves its future in the slot that turns others away."""
import asyncio


class Stream:
    def __init__(self):
        self.waiter = None
        self.data = []

    async def read(self):
        if not self.data:
            assert not self.waiter
            self.waiter = asyncio.get_running_loop().create_future()
            await self.waiter  # want RH308 "the future stays in self.waiter"
        return self.data.pop()

    async def read_right(self):
        if not self.data:
            assert not self.waiter
            self.waiter = asyncio.get_running_loop().create_future()
            try:
                await self.waiter
            finally:
                self.waiter = None
        return self.data.pop()

    def feed(self, data):
        self.data.append(data)
        waiter, self.waiter = self.waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)


class Gate:
    def __init__(self):
        self.opening = None

    async def wait(self, timeout):
        if self.opening is not None:
            raise RuntimeError("somebody waits already")
        self.opening = asyncio.get_running_loop().create_future()
        return await asyncio.wait_for(self.opening, timeout)  # want RH308 "the future stays in self.opening"

    async def wait_right(self, timeout):
        if self.opening is not None:
            raise RuntimeError("somebody waits already")
        self.opening = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self.opening, timeout)
        except BaseException:
            self.opening = None
            raise

    def open(self):
        if self.opening is not None and not self.opening.done():
            self.opening.set_result(True)
            self.opening = None


class Shared:
    """Others wait for the same future rather than being turned away."""

    def __init__(self):
        self.ready = None

    async def wait(self):
        if self.ready is None:
            self.ready = asyncio.get_running_loop().create_future()
        await asyncio.shield(self.ready)

    def finish(self):
        if self.ready is not None and not self.ready.done():
            self.ready.set_result(None)


class Closer:
    """It waits once for each object."""

    def __init__(self):
        self.closed = False
        self.last = None

    async def close(self):
        if self.closed:
            return
        self.mark()
        assert self.last is None
        self.last = asyncio.get_running_loop().create_future()
        await self.last

    def mark(self):
        self.closed = True

    def finished(self):
        if self.last is not None and not self.last.done():
            self.last.set_result(None)
