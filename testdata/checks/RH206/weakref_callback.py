"""RH206: the callback of a weak reference runs in the middle of anything."""
import threading
import weakref


class Registry:
    def __init__(self):
        self._lock = threading.Lock()
        self._refs = {}

    def add(self, name, thing):
        with self._lock:
            self._refs[name] = weakref.ref(thing, self._gone)

    def names(self):
        with self._lock:
            return list(self._refs)

    def _gone(self, ref):
        with self._lock:  # want RH206 error "runs as a finaliser, and takes self._lock"
            for name, other in list(self._refs.items()):
                if other is ref:
                    del self._refs[name]


class Fixed:
    def __init__(self):
        self._lock = threading.RLock()
        self._refs = {}

    def add(self, name, thing):
        with self._lock:
            self._refs[name] = weakref.ref(thing, self._gone)

    def _gone(self, ref):
        with self._lock:
            self._refs.clear()
