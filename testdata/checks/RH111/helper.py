"""RH111: a private helper whose callers hold the lock is one with them; one of them hands on what it gets."""
# no-strip-test
import threading


class Store:
    def __init__(self):
        self.lock = threading.RLock()
        self.data = {}

    def put(self, key, value):
        with self.lock:
            self._all()[key] = value
            self.data[key] = value

    def snapshot(self):
        with self.lock:
            return dict(self._all())

    def _all(self):
        return self.data
