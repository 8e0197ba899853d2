"""RH107 stays silent: the object has a lock of its own, or is made for threads."""
# no-strip-test
import queue
import threading


class Inner:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0

    def bump(self):
        with self.lock:
            self.n += 1


class Outer:
    def __init__(self):
        self.lock = threading.Lock()
        self.inner = Inner()
        self.jobs = queue.Queue()

    def a(self):
        with self.lock:
            self.inner.bump()
            if not self.jobs.empty():
                self.jobs.put(1)

    def b(self):
        with self.lock:
            self.inner.bump()
            self.jobs.put(2)

    def c(self):
        self.inner.bump()
        self.jobs.put(3)
