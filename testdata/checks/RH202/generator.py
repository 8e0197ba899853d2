"""RH202: a generator takes the lock when it is run, not when it is made."""
import threading


class Rows:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = []

    def _all(self):
        with self.lock:
            for row in self.rows:
                yield row

    def all(self):
        with self.lock:
            return self._all()

    def total(self):
        with self.lock:
            return sum(self._all())  # want RH202 "Rows.lock is acquired again in Rows._all while Rows.total holds it"
