"""RH202: acquired again in the same function."""
import threading


class Box:
    def __init__(self):
        self.lock = threading.Lock()
        self.again = threading.RLock()

    def nested(self):
        with self.lock:
            with self.lock:  # want RH202 error "Box.lock is acquired again while Box.nested holds it already"
                pass

    def calls(self):
        self.lock.acquire()
        try:
            self.lock.acquire()  # want RH202 error "Box.lock"
        finally:
            self.lock.release()

    def reentrant(self):
        with self.again:
            with self.again:
                pass

    def one_after_the_other(self):
        with self.lock:
            pass
        with self.lock:
            pass

    def let_go_inside(self):
        with self.lock:
            self.lock.release()
            with self.lock:
                pass
            self.lock.acquire()
