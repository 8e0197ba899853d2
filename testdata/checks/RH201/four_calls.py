"""RH201: one of the orders leads through four calls."""
import threading


class Index:
    def __init__(self):
        self.lock = threading.Lock()
        self.cache = Cache(self)

    def update(self, key):
        with self.lock:
            self._insert(key)

    def _insert(self, key):
        self._balance(key)

    def _balance(self, key):
        self._evict(key)

    def _evict(self, key):
        self.cache.drop(key)

    def rebuild(self):
        with self.lock:  # want RH201 "Index.lock is acquired while Cache.lock is held, and Index.update"
            pass


class Cache:
    def __init__(self, index: Index):
        self.lock = threading.Lock()
        self.index = index

    def drop(self, key):
        with self.lock:
            pass

    def clear(self):
        with self.lock:
            self.index.rebuild()
