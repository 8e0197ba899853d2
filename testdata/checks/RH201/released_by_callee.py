"""RH201: a callee that lets go of its caller's lock first."""
import threading


class Writer:
    def __init__(self):
        self.lock = threading.Lock()
        self.disk = threading.Lock()

    def write(self):
        self.lock.acquire()
        self._flush()
        self.lock.release()

    def _flush(self):
        self.lock.release()
        with self.disk:
            pass
        self.lock.acquire()

    def close(self):
        with self.disk:
            with self.lock:
                pass
