"""RH202: helpers that expect the lock to be held."""
import threading


class Counter:
    def __init__(self):
        self._lock = threading.Lock()
        self._counts = {}

    def add(self, key):
        with self._lock:
            self._add_locked(key)

    def add_all(self, keys):
        with self._lock:
            for key in keys:
                self._add_locked(key)

    def _add_locked(self, key):
        self._counts[key] = self._counts.get(key, 0) + 1

    def top(self):
        with self._lock:
            items = list(self._counts.items())
        return self._sorted(items)

    def _sorted(self, items):
        with self._lock:
            pass
        return sorted(items)
