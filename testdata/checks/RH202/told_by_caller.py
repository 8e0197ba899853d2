"""RH202: the caller says whether it holds the lock."""
import threading


class Journal:
    def __init__(self):
        self.lock = threading.Lock()
        self.lines = []

    def flush(self, locked=False):
        if locked:
            self.lines.clear()
            return
        with self.lock:
            self.lines.clear()

    def add(self, line):
        with self.lock:
            self.lines.append(line)
            if len(self.lines) > 100:
                self.flush(locked=True)

    def drop(self, line, lock=True):
        if lock:
            with self.lock:
                self.lines.remove(line)

    def trim(self):
        with self.lock:
            self.drop("", lock=False)
