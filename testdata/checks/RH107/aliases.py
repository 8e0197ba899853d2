"""RH107: the field through a local; and a local that holds what was swapped out."""
# no-strip-test
import threading


class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}

    def add(self, key, row):
        lock = self.lock
        rows = self.rows
        with lock:
            if key not in rows:
                rows[key] = row

    def move(self, old, new):
        with self.lock:
            self.rows[new] = self.rows.pop(old)

    def put(self, key, row):
        rows = self.rows
        rows[key] = row  # want RH107 "self.rows is changed without self.lock"

    def drain(self):
        with self.lock:
            rows = self.rows
            self.rows = {}
        for key in rows:
            print(key)
