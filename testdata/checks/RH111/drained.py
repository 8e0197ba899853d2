"""RH111 stays silent: what is returned has been taken out."""
import threading


class Batch:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def add(self, item):
        with self.lock:
            self.items.append(item)

    def drain(self):
        with self.lock:
            items, self.items = self.items, []
            return items

    def drain_slowly(self):
        with self.lock:
            items = self.items
            self.items = []
        return items
