"""RH208: a class that finds out about a fork under a lock that the fork may leave locked."""
# no-strip-test: processes and threads do without async
import os
import threading


class Monitor:
    def __init__(self, check):
        self.check = check
        self.thread = None
        self.lock = threading.Lock()  # want RH208 "expects to be forked, but takes self.lock to find out"
        self.pid = None

    def ensure(self):
        with self.lock:
            if self.pid == os.getpid() and self.thread is not None:
                return
            self.thread = threading.Thread(target=self.check, daemon=True)
            self.thread.start()
            self.pid = os.getpid()


class AsksFirst:
    def __init__(self, check):
        self.check = check
        self.lock = threading.Lock()
        self.pid = None
        self.thread = None

    def ensure(self):
        if self.pid != os.getpid():
            self.reset()
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self.check, daemon=True)
                self.thread.start()

    def reset(self):
        self.lock = threading.Lock()
        self.thread = None
        self.pid = os.getpid()


class LogsItsProcess:
    def __init__(self):
        self.lock = threading.Lock()

    def report(self):
        with self.lock:
            print(os.getpid())
