"""RH201: one of the orders leads through four calls, both under one gate."""
import threading

gate = threading.Lock()


class Index:
    def __init__(self):
        self.lock = threading.Lock()
        self.cache = Cache(self)

    def update(self, key):
        with gate, self.lock:
            self._insert(key)

    def _insert(self, key):
        self._balance(key)

    def _balance(self, key):
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

    def drop(self, key):
        with self.lock:
            pass

    def clear(self):
        with gate, self.lock:
            self.index.rebuild()
