"""RH305: before Python 3.10, a lock for the current loop instead of the one given."""
import asyncio
import sys

PY37 = sys.version_info >= (3, 7)


class Conn:
    def __init__(self, host, loop):
        self.host = host
        self._loop = loop
        self._lock = asyncio.Lock()  # want RH305 "given the loop"

    async def send(self, data):
        async with self._lock:
            await asyncio.sleep(0)
            print(self.host, data)


class ConnRight:
    def __init__(self, host, loop):
        self.host = host
        self._loop = loop
        self._lock = asyncio.Lock(loop=loop)

    async def send(self, data):
        async with self._lock:
            await asyncio.sleep(0)
            print(self.host, data)
