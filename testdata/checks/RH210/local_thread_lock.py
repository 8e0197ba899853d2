"""RH210: a lock in a local variable, beside the one that is kept."""
# no-strip-test
import threading


class Log:
    def __init__(self):
        self.entries = []
        self.next = 0
        self.lock = threading.Lock()

    def add(self, entry):
        lock = threading.Lock()
        with lock:  # want RH210 warning "made anew by every call of Log.add"
            self.entries.append((self.next, entry))
            self.next += 1

    def add_kept(self, entry):
        with self.lock:
            self.entries.append((self.next, entry))
            self.next += 1
