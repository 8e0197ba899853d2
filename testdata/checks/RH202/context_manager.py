"""RH202: a context manager of the program holds the lock for its body."""
import contextlib
import threading


class Base:
    def __init__(self):
        self.lock = threading.Lock()
        self.depth = 0

    @contextlib.contextmanager
    def transaction(self):
        with self.lock:
            yield

    @contextlib.contextmanager
    def traced(self):
        with self.lock:
            self.depth += 1
        yield

    def read(self):
        with self.lock:
            return 1

    def write(self):
        with self.transaction():
            return self.read()  # want RH202 "Base.lock is acquired again in Base.read while Base.write holds it"

    def trace(self):
        with self.traced():
            return self.read()
