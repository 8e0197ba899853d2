"""RH305: the future comes from a helper that asks for the current loop."""
import asyncio


def new_future(loop=None):
    if loop is None:
        loop = asyncio.get_event_loop()
    return loop.create_future()


class Waiter:
    def __init__(self, loop):
        self._loop = loop
        self._wake = new_future()  # want RH305 "given the loop"

    async def wait_here(self):
        await asyncio.shield(self._wake)


class WaiterRight:
    def __init__(self, loop):
        self._loop = loop
        self._wake = new_future(loop)

    async def wait_here(self):
        await asyncio.shield(self._wake)
