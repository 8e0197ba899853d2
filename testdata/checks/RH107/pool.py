"""RH107: one method of a pool does without the lock of the others."""
# no-strip-test
import threading


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.idle = {}
        self.idle["first"] = object()

    def take(self, key):
        with self.lock:
            if key in self.idle:
                return self.idle.pop(key)
            return None

    def give(self, key, conn):
        with self.lock:
            self.idle[key] = conn

    def drop(self, key):
        self.idle.pop(key, None)  # want RH107 warning "self.idle is changed without self.lock, which 3 of 4 accesses hold; Pool.take relies on it"



class Fine:
    def __init__(self):
        self.lock = threading.Lock()
        self.idle = {}

    def take(self, key):
        with self.lock:
            if key in self.idle:
                return self.idle.pop(key)
            return None

    def give(self, key, conn):
        with self.lock:
            self.idle[key] = conn

    def drop(self, key):
        with self.lock:
            self.idle.pop(key, None)
