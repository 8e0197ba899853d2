"""RH205: one return forgets to release."""
import threading


class Stock:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    def take(self, name):
        self.lock.acquire()  # want RH205 error "the function returns here"
        if name not in self.items:
            return None
        item = self.items.pop(name)
        self.lock.release()
        return item

    def take_well(self, name):
        self.lock.acquire()
        if name not in self.items:
            self.lock.release()
            return None
        item = self.items.pop(name)
        self.lock.release()
        return item
