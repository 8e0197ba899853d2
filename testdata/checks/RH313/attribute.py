"""RH313: a future in an attribute, awaited by a task that may be cancelled."""
import asyncio


class Gate:
    def __init__(self):
        self.waiter = None

    async def wait(self):
        loop = asyncio.get_running_loop()
        self.waiter = loop.create_future()
        await self.waiter

    def open(self):
        if self.waiter is not None:
            self.waiter.set_result(True)  # want RH313 "self.waiter may be done already"

    def open_right(self):
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(True)
