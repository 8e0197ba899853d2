"""RH111: a lock that the module makes up itself where there are no threads."""
try:
    from threading import RLock
except ImportError:

    class RLock:
        def __enter__(self):
            pass

        def __exit__(self, kind, value, traceback):
            pass


class Recent:
    def __init__(self):
        self.lock = RLock()
        self._items = {}

    def __setitem__(self, key, value):
        with self.lock:
            self._items[key] = value

    def __delitem__(self, key):
        with self.lock:
            del self._items[key]

    def keys(self):
        with self.lock:
            return self._items.keys()  # want RH111 "a live view of self._items leaves"

    def names(self):
        with self.lock:
            return list(self._items.keys())
