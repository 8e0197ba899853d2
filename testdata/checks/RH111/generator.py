"""RH111 stays silent: a generator holds the lock while it waits at its yield."""
import contextlib
import threading


class Shared:
    def __init__(self):
        self.lock = threading.Lock()
        self.state = {}

    def put(self, key, value):
        with self.lock:
            self.state[key] = value

    @contextlib.contextmanager
    def locked(self):
        with self.lock:
            yield self.state

    def each(self):
        with self.lock:
            yield from list(self.state)
