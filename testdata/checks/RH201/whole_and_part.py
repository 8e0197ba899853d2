"""RH201: a whole locks its part: that has an order of its own."""
import threading


class Folder:
    def __init__(self, parent=None):
        self.lock = threading.Lock()
        self.parent: Folder = parent
        self.children = []

    def total(self):
        with self.lock:
            return sum(child.total() for child in self.children)

    def touch(self):
        with self.lock:
            self.parent.touch()
