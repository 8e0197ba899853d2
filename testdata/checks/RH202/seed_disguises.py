"""RH202: one lock, reached in different ways."""
import threading


class Depot:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0

    def locked(self):
        return self.lock

    def total(self):
        with self.lock:
            return self.count

    def alias(self):
        lock = self.lock
        with lock:
            return self.total()  # want RH202 "Depot.lock is acquired again in Depot.total"

    def by_hand(self):
        self.lock.acquire()
        try:
            return self.total()  # want RH202 "Depot.lock is acquired again in Depot.total"
        finally:
            self.lock.release()

    def released_first(self):
        self.lock.acquire()
        count = self.count
        self.lock.release()
        return count + self.total()

    def through_getter(self):
        with self.locked():
            return self.total()  # want RH202 "Depot.lock is acquired again in Depot.total"

    def in_comprehension(self, names):
        with self.lock:
            return [self.total() for _ in names]  # want RH202 "Depot.lock is acquired again in Depot.total"
