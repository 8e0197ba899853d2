"""RH304: an executor job resolves an asyncio future."""
import asyncio
from concurrent.futures import ThreadPoolExecutor


class Scan:
    def __init__(self):
        self.pool = ThreadPoolExecutor()
        self.loop = asyncio.get_running_loop()
        self.done = self.loop.create_future()

    def _work(self):
        self.done.set_result(42)  # want RH304 "set_result"

    def _work_right(self):
        self.loop.call_soon_threadsafe(self.done.set_result, 42)

    def begin(self):
        self.pool.submit(self._work)
        self.pool.submit(self._work_right)
