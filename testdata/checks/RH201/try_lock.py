"""RH201: an attempt that may fail does not wait for ever."""
import threading
import time


class Pair:
    def __init__(self):
        self.left = threading.Lock()
        self.right = threading.Lock()

    def forwards(self):
        with self.left:
            with self.right:
                pass

    def backwards(self):
        while True:
            with self.right:
                if self.left.acquire(blocking=False):
                    try:
                        return
                    finally:
                        self.left.release()
            time.sleep(0.1)

    def timed(self):
        with self.right:
            if self.left.acquire(timeout=1):
                self.left.release()

    def positional(self):
        with self.right:
            if self.left.acquire(False):
                self.left.release()


class Blocking:
    def __init__(self):
        self.left = threading.Lock()
        self.right = threading.Lock()

    def forwards(self):
        with self.left:
            self.right.acquire(True)  # want RH201 "Blocking.right is acquired while Blocking.left"
            self.right.release()

    def backwards(self):
        with self.right:
            self.left.acquire(blocking=True)
            self.left.release()
