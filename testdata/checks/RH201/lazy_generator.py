"""RH201: a generator that is returned runs after the lock was let go."""
import threading


class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows_lock = threading.Lock()
        self.rows = []

    def _walk(self):
        with self.rows_lock:
            yield from self.rows

    def walk(self):
        with self.lock:
            return self._walk()

    def compact(self):
        with self.rows_lock:
            with self.lock:
                pass


class Eager:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows_lock = threading.Lock()
        self.rows = []

    def _walk(self):
        with self.rows_lock:  # want RH201 "Eager.rows_lock is acquired while Eager.lock is held"
            yield from self.rows

    def walk(self):
        with self.lock:
            return list(self._walk())

    def compact(self):
        with self.rows_lock:
            with self.lock:
                pass
