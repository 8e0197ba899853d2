"""RH201: the call is made after the lock was let go."""
import threading


class Index:
    def __init__(self):
        self.lock = threading.Lock()
        self.cache = Cache(self)

    def update(self, key):
        with self.lock:
            self._insert(key)

    def _insert(self, key):
        self._evict(key)

    def _evict(self, key):
        self.cache.drop(key)

    def rebuild(self):
        with self.lock:
            pass


class Cache:
    def __init__(self, index: Index):
        self.lock = threading.Lock()
        self.index = index
        self.rows = {}

    def drop(self, key):
        with self.lock:
            self.rows.pop(key, None)

    def clear(self):
        with self.lock:
            self.rows.clear()
        self.index.rebuild()
