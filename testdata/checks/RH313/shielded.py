"""RH313: the waiter shields the future, so that it is not cancelled."""
import asyncio


class Gate:
    def __init__(self):
        self.waiter = None

    async def wait(self):
        self.waiter = asyncio.get_running_loop().create_future()
        await asyncio.shield(self.waiter)

    def open(self):
        self.waiter.set_result(True)
