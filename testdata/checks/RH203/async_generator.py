"""RH203: an asynchronous generator gives a value away under the lock."""
import threading


class Journal:
    def __init__(self):
        self.lock = threading.Lock()
        self.lines = []

    async def read(self):
        with self.lock:
            for line in self.lines:
                yield line  # want RH203 "self.lock is held"

    async def read_copy(self):
        with self.lock:
            lines = list(self.lines)
        for line in lines:
            yield line
