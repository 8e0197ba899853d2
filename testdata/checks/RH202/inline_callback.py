"""RH202: a callback is run under the lock and takes it."""
import threading


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    def get(self, key, make):
        with self.lock:
            if key not in self.items:
                self.items[key] = make(key)  # want RH202 "Cache.lock is acquired again in Cache.size while Cache.get holds it"
            return self.items[key]

    def size(self):
        with self.lock:
            return len(self.items)

    def number(self, key):
        return self.get(key, lambda k: self.size())

    def text(self, key):
        return self.get(key, lambda k: str(k))
