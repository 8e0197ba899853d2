"""RH208: the lock is made anew in the child."""
# no-strip-test: processes and threads do without async
import os
import threading


class Monitor:
    def __init__(self, check):
        self.check = check
        self.renew()
        os.register_at_fork(after_in_child=self.renew)

    def renew(self):
        self.lock = threading.Lock()
        self.thread = None
        self.pid = None

    def ensure(self):
        with self.lock:
            if self.pid == os.getpid() and self.thread is not None:
                return
            self.thread = threading.Thread(target=self.check, daemon=True)
            self.thread.start()
            self.pid = os.getpid()
