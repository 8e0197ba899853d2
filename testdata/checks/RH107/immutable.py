"""RH107 stays silent: nothing changes after the object was set up."""
import threading


class Config:
    def __init__(self, values):
        self.lock = threading.Lock()
        self.values = dict(values)
        self.log = []

    def get(self, key):
        with self.lock:
            self.log.append(key)
            return self.values[key]

    def has(self, key):
        with self.lock:
            self.log.append(key)
            return key in self.values

    def all(self):
        for key in self.values:
            print(key)
