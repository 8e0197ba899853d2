"""RH202: the code asks who holds the lock."""
import threading


class Own:
    def __init__(self):
        self.lock = threading.Lock()
        self.holder = None

    def run(self):
        with self.lock:
            self.holder = threading.get_ident()
            self.step()
            self.holder = None

    def step(self):
        if self.holder == threading.get_ident():
            return
        with self.lock:
            pass

    def other(self):
        with self.lock:
            self.check()

    def check(self):
        if not self.lock.locked():
            with self.lock:
                pass
