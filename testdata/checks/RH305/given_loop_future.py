"""RH305: the constructor is given the loop, and makes a future for the current one."""
import asyncio


class Client:
    def __init__(self, loop=None):
        if loop is None:
            loop = asyncio.get_running_loop()
        self._loop = loop
        self._ready = asyncio.Future()  # want RH305 "given the loop"

    async def wait_ready(self):
        await asyncio.shield(self._ready)


class ClientRight:
    def __init__(self, loop=None):
        if loop is None:
            loop = asyncio.get_running_loop()
        self._loop = loop
        self._ready = loop.create_future()

    async def wait_ready(self):
        await asyncio.shield(self._ready)
