"""RH211: the helper lets go of the lock before it calls."""
import threading


class Queue:
    def __init__(self, on_drop):
        self.lock = threading.Lock()
        self.on_drop = on_drop
        self.items = []

    def put(self, item):
        with self.lock:
            self.items.append(item)
            self._tell(item)

    def _tell(self, item):
        self.lock.release()
        try:
            self.on_drop(item)
        finally:
            self.lock.acquire()

    def __len__(self):
        with self.lock:
            return len(self.items)
