"""RH211: a helper of the object calls the callback."""
import threading


class Queue:
    def __init__(self, on_drop):
        self.lock = threading.Lock()
        self.on_drop = on_drop
        self.items = []

    def put(self, item):
        with self.lock:
            if len(self.items) > 10:
                self._drop(self.items.pop(0))  # want RH211 "self.on_drop is called in Queue._tell while self.lock is held"
            self.items.append(item)

    def _drop(self, item):
        self._tell(item)

    def _tell(self, item):
        self.on_drop(item)

    def __len__(self):
        with self.lock:
            return len(self.items)
