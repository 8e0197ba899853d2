"""RH107 stays silent: most accesses do without the lock, which is meant for something else."""
import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.names = {}

    def first(self, name):
        with self.lock:
            if name not in self.names:
                self.names[name] = 1

    def second(self, name):
        self.names[name] = 2

    def third(self, name):
        self.names[name] = 3

    def fourth(self, name):
        self.names.pop(name, None)
