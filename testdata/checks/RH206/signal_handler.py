"""RH206: a signal handler takes the lock of ordinary code."""
import signal
import threading


class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.hits = 0
        signal.signal(signal.SIGUSR1, self.show)

    def hit(self):
        with self.lock:
            self.hits += 1

    def show(self, number, frame):
        with self.lock:  # want RH206 error "takes self.lock"
            self.hits = 0
