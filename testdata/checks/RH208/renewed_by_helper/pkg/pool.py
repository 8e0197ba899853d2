import os
import threading

from pkg.locks import make_lock


class Pool:
    def __init__(self):
        self.lock = make_lock()
        self.pid = os.getpid()
        self.free = []

    def take(self):
        with self.lock:
            if self.pid != os.getpid():
                self.free = []
                self.pid = os.getpid()
            return self.free.pop() if self.free else None


class Unprepared:
    def __init__(self):
        self.lock = threading.Lock()  # want RH208 "expects to be forked"
        self.pid = os.getpid()
        self.free = []

    def take(self):
        with self.lock:
            if self.pid != os.getpid():
                self.free = []
                self.pid = os.getpid()
            return self.free.pop() if self.free else None
