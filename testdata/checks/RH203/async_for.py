"""RH203: the suspension is a turn of an asynchronous loop."""
import threading


class Mirror:
    def __init__(self, origin):
        self.lock = threading.Lock()
        self.origin = origin
        self.seen = []

    async def copy(self):
        with self.lock:
            async for row in self.origin.rows():  # want RH203 "self.lock is held"
                self.seen.append(row)

    async def copy_each(self):
        async for row in self.origin.rows():
            with self.lock:
                self.seen.append(row)
