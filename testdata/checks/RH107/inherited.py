"""RH107: the base class guards the field, a subclass does not."""
# no-strip-test
import threading


class Base:
    def __init__(self):
        self.lock = threading.RLock()
        self.items = {}

    def swap(self, key, value):
        with self.lock:
            old = self.items.get(key)
            self.items[key] = value
            return old


class Careless(Base):
    def put(self, key, value):
        self.items[key] = value  # want RH107 "self.items is changed without self.lock"


class Careful(Base):
    def put(self, key, value):
        with self.lock:
            self.items[key] = value
