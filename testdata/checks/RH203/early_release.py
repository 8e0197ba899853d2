"""RH203: released on every way to the await."""
import threading


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    async def get(self, key, origin):
        self.lock.acquire()  # want RH310 "waits for another thread"
        if key in self.items:
            value = self.items[key]
            self.lock.release()
            return value
        self.lock.release()
        return await origin.fetch(key)
