"""RH207: a test outside of the lock, and a wait in another function."""
# no-strip-test: threads wait without async
import threading


class Engine:
    def __init__(self):
        self.cond = threading.Condition()
        self.pending = []

    def add(self, item):
        self.pending.append(item)
        self.wake()

    def wake(self):
        with self.cond:
            self.cond.notify_all()

    def pause(self, seconds):
        with self.cond:
            self.cond.wait(seconds)

    def run(self):
        while True:
            if not self.pending:
                self.pause(10)  # want RH207 "self.pending is tested before the lock is taken under which Engine.pause waits"
            else:
                print(self.pending.pop(0))


class Patient:
    def __init__(self):
        self.cond = threading.Condition()
        self.pending = []

    def add(self, item):
        with self.cond:
            self.pending.append(item)
            self.cond.notify_all()

    def run(self):
        while True:
            with self.cond:
                if not self.pending:
                    self.cond.wait(10)
                    continue
                item = self.pending.pop(0)
            print(item)
