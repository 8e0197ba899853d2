"""RH313: the error is handled or suppressed."""
import asyncio
import contextlib


class Gate:
    def __init__(self):
        self.waiter = None

    async def wait(self):
        self.waiter = asyncio.get_running_loop().create_future()
        await self.waiter

    def open(self):
        try:
            self.waiter.set_result(True)
        except asyncio.InvalidStateError:
            pass

    def open_quietly(self):
        with contextlib.suppress(asyncio.InvalidStateError):
            self.waiter.set_result(True)
