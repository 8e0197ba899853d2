"""RH303: the thread gets there through a helper of the same object."""
import asyncio
from concurrent.futures import ThreadPoolExecutor


class Sync:
    def __init__(self):
        self.pool = ThreadPoolExecutor()

    def _loop(self):
        return asyncio.get_event_loop()  # want RH303 "get_event_loop"

    def _work(self):
        return self._loop().time()

    def begin(self):
        self.pool.submit(self._work)


class SyncRight:
    def __init__(self, loop):
        self.loop = loop
        self.pool = ThreadPoolExecutor()

    def _work(self):
        return self.loop.time()

    def begin(self):
        self.pool.submit(self._work)
