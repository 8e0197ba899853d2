"""RH210: a base class with a lock, and a subclass that overlooks it."""
# no-strip-test
import threading


class Base:
    def __init__(self):
        self._lock = threading.RLock()
        self.items = []

    def add(self, item):
        with self._lock:
            self.items.append(item)


class Derived(Base):
    def add_all(self, items):
        with threading.RLock():  # want RH210 "threading.RLock"
            for item in items:
                self.items.append(item)

    def add_twice(self, item):
        with self._lock:
            self.items.append(item)
            self.items.append(item)
