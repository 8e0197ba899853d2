"""RH205: the with statement does it right."""
import threading


class Shelf:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.device = device

    def put(self, item):
        with self.lock:
            self.device.run_all(item)
            if item is None:
                raise ValueError(item)
        return item

    def pause_inside(self, items):
        with self.lock:
            for item in items:
                self.device.run_all(item)
                self.lock.release()
                self.lock.acquire()
            return items
