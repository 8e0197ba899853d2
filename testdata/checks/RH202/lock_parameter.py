"""RH202: the callee takes the lock that it is given, and the caller holds it."""
import threading


def append(rows, row, lock):
    with lock:
        rows.append(row)


class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = []

    def add(self, row):
        with self.lock:
            append(self.rows, row, self.lock)  # want RH202 "Table.lock is acquired again in append while Table.add holds it"

    def add_right(self, row):
        append(self.rows, row, self.lock)
