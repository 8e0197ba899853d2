"""RH202: attempts that may fail do not wait for ever."""
import threading


class Meter:
    def __init__(self):
        self.lock = threading.Lock()

    def run(self):
        with self.lock:
            self.try_once()
            self.try_for_a_while()

    def try_once(self):
        if self.lock.acquire(False):
            self.lock.release()

    def try_for_a_while(self):
        if self.lock.acquire(timeout=0.5):
            self.lock.release()

    def wrong(self):
        with self.lock:
            self.lock.acquire(True)  # want RH202 "Meter.lock"
