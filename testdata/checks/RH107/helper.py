"""RH107: private helpers; all callers of one hold the lock, one caller of the other does not."""
# no-strip-test
import threading


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.data = {}
        self._forget("nothing")

    def get(self, key, make):
        with self.lock:
            if key not in self.data:
                self._store(key, make(key))
            return self.data[key]

    def put(self, key, value):
        with self.lock:
            self._store(key, value)
            self._forget(key)

    def trim(self):
        self._forget("old")

    def _store(self, key, value):
        self.data[key] = value

    def _forget(self, key):
        self.data.pop(key, None)  # want RH107 "self.data is changed without self.lock"
