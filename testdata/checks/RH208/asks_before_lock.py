"""RH208: a class that asks first, and then takes the lock that the fork may leave locked."""
# no-strip-test: processes and threads do without async
import os
import threading


class Batcher:
    def __init__(self, flush):
        self.flush = flush
        self.lock = threading.Lock()  # want RH208 "expects to be forked, but takes self.lock to find out"
        self.flusher = None
        self.pid = None

    def ensure(self):
        pid = os.getpid()
        if self.pid == pid:
            return
        with self.lock:
            if self.pid == pid:
                return
            self.pid = pid
            self.flusher = threading.Thread(target=self.flush, daemon=True)
            self.flusher.start()
