"""RH107: a batch that is swapped out under the lock; what is added without it may be lost."""
# no-strip-test
import threading


class Batch:
    def __init__(self):
        self.lock = threading.Lock()
        self.pending = []

    def flush(self, send):
        with self.lock:
            pending = self.pending
            self.pending = []
        for item in pending:
            send(item)

    def add(self, item):
        with self.lock:
            self.pending.append(item)

    def add_quickly(self, item):
        self.pending.append(item)  # want RH107 "self.pending is changed without self.lock"
