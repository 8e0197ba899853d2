"""RH107: the lock comes from outside."""
# no-strip-test
import threading


class Part:
    def __init__(self, lock):
        self.lock = lock
        self.rows = {}

    def add(self, key, row):
        with self.lock:
            if key not in self.rows:
                self.rows[key] = row

    def move(self, old, new):
        with self.lock:
            self.rows[new] = self.rows.pop(old)

    def put(self, key, row):
        self.rows[key] = row  # want RH107 "self.rows is changed without self.lock"


def main():
    part = Part(threading.Lock())
    part.add(1, 2)
