"""RH111: the class with the lock stands in another module."""
# no-strip-test
import threading


class Locked:
    def __init__(self):
        self.guard = threading.Lock()
        self.entries = {}

    def enter(self, key, value):
        with self.guard:
            self.entries[key] = value
