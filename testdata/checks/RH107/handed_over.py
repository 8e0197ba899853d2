"""RH107: a dict is handed to threads together with its lock, and iterated over without it."""
# no-strip-test
import threading
from concurrent.futures import ThreadPoolExecutor


def apply(f, running, lock):
    ident = threading.get_ident()
    with lock:
        running[ident] = f
    try:
        return f()
    finally:
        with lock:
            del running[ident]


class Worker:
    def __init__(self):
        self.running = {}
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor()

    def submit(self, f):
        return self.pool.submit(apply, f, self.running, self.lock)

    def snapshot(self):
        with self.lock:
            return self.running.copy()

    def report(self):
        return [f.__name__ for f in self.running.values()]  # want RH107 warning "self.running is iterated over without self.lock"


class Beats:
    def __init__(self):
        self.running = {}
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor()
        self.active = False
        self.last = None
        self.name = ""

    def submit(self, f):
        return self.pool.submit(apply, f, self.running, self.lock)

    def snapshot(self):
        with self.lock:
            return self.running.copy()

    def beat(self, send, now):
        self.active = True
        self.name = send([f.__name__ for f in self.running.values()])  # want RH107 warning "self.running is iterated over without self.lock"
        self.last = now
        self.active = False


class Copies:
    def __init__(self):
        self.running = {}
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor()

    def submit(self, f):
        return self.pool.submit(apply, f, self.running, self.lock)

    def snapshot(self):
        with self.lock:
            return self.running.copy()

    def report(self):
        with self.lock:
            running = self.running.copy()
        return [f.__name__ for f in running.values()]

    def listed(self):
        return [f.__name__ for f in list(self.running.values())]
