"""RH206: what is destroyed takes the lock of an object that outlives it."""
import threading

_current = [None]


def current():
    return _current[0]


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self.uses = {}
        self.dead = []

    def open(self, name):
        with self._lock:
            self.uses[name] = self.uses.get(name, 0) + 1
            return Handle(name, self)

    def drop(self, name):
        del self.uses[name]


class Handle:
    def __init__(self, name, store: Store = None):
        self.name = name
        self.store = store or current()

    def release(self):
        with self.store._lock:  # want RH206 error "takes self.store._lock, in Handle.release"
            self.store.drop(self.name)

    def __del__(self):
        self.release()


class Later:
    def __init__(self, name, store: Store):
        self.name = name
        self.store = store

    def release(self):
        with self.store._lock:
            self.store.drop(self.name)

    def __del__(self):
        self.store.dead.append(self.name)


class Part:
    def __init__(self):
        self.lock = threading.Lock()
        self.size = 0

    def grow(self):
        with self.lock:
            self.size += 1


class Whole:
    def __init__(self):
        self.part = Part()

    def __del__(self):
        with self.part.lock:
            self.part.size = 0
