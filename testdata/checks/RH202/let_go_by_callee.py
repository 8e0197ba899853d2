"""RH202: the callee releases the caller's lock before it takes it again."""
import threading


class Packer:
    def __init__(self):
        self.lock = threading.Lock()

    def pack(self):
        self.lock.acquire()
        try:
            self.copy()
        finally:
            self.lock.release()

    def copy(self):
        self.lock.release()
        try:
            self.write()
        finally:
            self.lock.acquire()

    def write(self):
        with self.lock:
            pass
