"""RH205: each turn of the loop acquires and releases."""
import threading


class Feeder:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.device = device
        self.fed = []

    def feed(self, items):
        for item in items:
            self.lock.acquire()
            self.fed.append(item)
            self.lock.release()
            self.device.run_all(item)

    def feed_until(self, items):
        for item in items:
            self.lock.acquire()  # want RH205 error "the function returns here"
            if item is None:
                return item
            self.fed.append(item)
            self.lock.release()
        return None
