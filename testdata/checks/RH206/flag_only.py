"""RH206: the handler only sets a flag."""
import signal
import threading


class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.hits = 0
        self.wanted = False
        signal.signal(signal.SIGUSR1, self.show)

    def hit(self):
        with self.lock:
            self.hits += 1
            if self.wanted:
                self.wanted = False
                self.hits = 0

    def show(self, number, frame):
        self.wanted = True
