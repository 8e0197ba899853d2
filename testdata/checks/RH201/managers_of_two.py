"""RH201: a context manager that takes two locks holds both for its body."""
# no-strip-test: public functions are enough for a warning
import threading
from contextlib import ExitStack, contextmanager


class Store:
    def __init__(self):
        self.rows = threading.Lock()
        self.index = threading.Lock()
        self.log = threading.Lock()

    @contextmanager
    def both(self):
        with self.rows, self.index:
            yield

    def write(self):
        with self.both():
            with self.log:  # want RH201 "Store.log is acquired while Store.index is held"
                print("written")

    def check(self):
        with self.log:
            with self.index:
                print("checked")

    def read(self):
        with self.both():
            print("read")
        with self.log:
            print("noted")


class Left:
    """What a stack has taken is free after it."""

    def __init__(self):
        self.rows = threading.Lock()
        self.index = threading.Lock()
        self.log = threading.Lock()

    def write(self):
        with ExitStack() as stack:
            stack.enter_context(self.rows)
            stack.enter_context(self.index)
            print("written")
        with self.log:
            print("noted")

    def check(self):
        with self.log:
            with self.index:
                print("checked")

    def recheck(self):
        with self.log:
            with self.rows:
                print("checked")
