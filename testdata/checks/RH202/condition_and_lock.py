"""RH202: the condition and the lock that it was made over are one."""
import threading


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.free = threading.Condition(self.lock)
        self.items = []

    def get(self):
        with self.free:
            while not self.items:
                self.free.wait()
            return self.items.pop()

    def put(self, item):
        with self.lock:
            self.items.append(item)
            with self.free:  # want RH202 "Pool.lock is acquired again while Pool.put holds it"
                self.free.notify()

    def put_right(self, item):
        with self.lock:
            self.items.append(item)
            self.free.notify()
