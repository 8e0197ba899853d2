"""RH203: the lock is taken in the thread that does the work, not around the await."""
import asyncio
import threading


class Disk:
    def __init__(self):
        self.lock = threading.Lock()

    def _write(self, data):
        with self.lock:
            return len(data)

    async def write(self, data):
        return await asyncio.to_thread(self._write, data)

    async def write_wrong(self, data):
        with self.lock:
            return await asyncio.to_thread(len, data)  # want RH203 "self.lock is held"
