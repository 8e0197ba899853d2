"""RH111: the list itself; a copy, a slice, a tuple."""
# no-strip-test
import threading


class Log:
    def __init__(self):
        self.lock = threading.Lock()
        self.lines = []

    def write(self, line):
        with self.lock:
            self.lines.append(line)

    def all(self):
        with self.lock:
            return self.lines  # want RH111 warning "self.lines itself leaves Log.all"

    def copy(self):
        with self.lock:
            return self.lines.copy()

    def tail(self):
        with self.lock:
            return self.lines[-10:]

    def frozen(self):
        with self.lock:
            return tuple(self.lines)

    def last(self):
        with self.lock:
            return self.lines[-1] if self.lines else None
