"""RH207: notifications without the lock."""
# no-strip-test: it raises in sequential code, too
import threading


class Box:
    def __init__(self):
        self.cond = threading.Condition()
        self.full = False

    def fill(self):
        self.full = True
        self.cond.notify_all()  # want RH207 error "without holding self.cond"

    def fill_well(self):
        with self.cond:
            self.full = True
            self.cond.notify_all()

    def fill_by_helper(self):
        with self.cond:
            self.full = True
            self._wake()

    def _wake(self):
        self.cond.notify_all()

    def empty(self):
        with self.cond:
            while not self.full:
                self.cond.wait()
            self.full = False


class OverLock:
    """The condition stands over a lock that is taken by itself."""

    def __init__(self):
        self.lock = threading.Lock()
        self.cond = threading.Condition(self.lock)
        self.full = False

    def fill(self):
        with self.lock:
            self.full = True
            self.cond.notify_all()
