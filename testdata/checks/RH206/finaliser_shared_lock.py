"""RH206: __del__ takes a lock that all objects share."""
import threading


class Handle:
    _lock = threading.Lock()
    _open = set()

    def __init__(self, number):
        self.number = number
        with Handle._lock:
            Handle._open.add(number)

    @classmethod
    def count(cls):
        with cls._lock:
            return len(cls._open)

    def __del__(self):
        with Handle._lock:  # want RH206 error "runs as a finaliser, and takes Handle._lock"
            Handle._open.discard(self.number)
