"""RH207: a wait without any test of what it waits for."""
# no-strip-test: threads wait without async
import threading


class Gate:
    def __init__(self):
        self.cond = threading.Condition()
        self.open = False

    def unlock(self):
        with self.cond:
            self.open = True
            self.cond.notify_all()

    def pass_through(self):
        with self.cond:
            self.cond.wait()  # want RH207 warning "without a test of what it waits for"
        print("through")

    def wait(self):
        with self.cond:
            return self.cond.wait()

    def tick(self):
        with self.cond:
            self.cond.wait(0.1)


class Helper:
    """The helper waits once; its caller tests in a loop."""

    def __init__(self):
        self.cond = threading.Condition()
        self.jobs = []

    def add(self, job):
        with self.cond:
            self.jobs.append(job)
            self.cond.notify()

    def _pause(self):
        self.cond.wait()

    def take(self):
        with self.cond:
            while not self.jobs:
                self._pause()
            return self.jobs.pop()
