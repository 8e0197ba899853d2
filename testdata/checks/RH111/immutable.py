"""RH111 stays silent: what never changes after construction, numbers and text."""
import threading


class Info:
    def __init__(self, names):
        self.lock = threading.Lock()
        self.names = list(names)
        self.count = 0
        self.title = ""

    def bump(self):
        with self.lock:
            self.count += 1
            self.title = f"{self.count} of {self.names}"

    def all_names(self):
        with self.lock:
            return self.names

    def total(self):
        with self.lock:
            return self.count

    def text(self):
        with self.lock:
            return self.title
