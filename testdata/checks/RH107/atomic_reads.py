"""RH107 stays silent: single reads, tests before the lock is taken, flags."""
import threading


class Service:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.jobs = {}

    def submit(self, key, job):
        if self.closed:
            return False
        with self.lock:
            if self.closed or key in self.jobs:
                return False
            self.jobs[key] = job
            return True

    def finish(self, key):
        with self.lock:
            self.jobs.pop(key, None)

    def known(self, key):
        return key in self.jobs

    def size(self):
        return len(self.jobs)

    def stop(self):
        self.closed = True

    def __repr__(self):
        return f"Service({self.jobs!r})"
