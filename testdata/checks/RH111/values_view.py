"""RH111: a view of the dict, and copies of it."""
# no-strip-test
import threading


class Registry:
    def __init__(self):
        self.lock = threading.Lock()
        self.handlers = {}

    def add(self, name, handler):
        with self.lock:
            self.handlers[name] = handler

    def remove(self, name):
        with self.lock:
            self.handlers.pop(name, None)

    def values(self):
        with self.lock:
            return self.handlers.values()  # want RH111 warning "a live view of self.handlers leaves Registry.values, and its caller uses it without self.lock"

    def items(self):
        with self.lock:
            view = self.handlers.items()
            return view  # want RH111 "a live view of self.handlers"

    def copied(self):
        with self.lock:
            return list(self.handlers.values())

    def sorted(self):
        with self.lock:
            return sorted(self.handlers.items())

    def one(self, name):
        with self.lock:
            return self.handlers[name]

    def known(self, name):
        with self.lock:
            return name in self.handlers

    def size(self):
        with self.lock:
            return len(self.handlers)
