"""RH104: the class guards the slot elsewhere, so it is meant for threads."""
# no-strip-test
import threading


class Worker:
    pass


class Manager:
    def __init__(self):
        self._lock = threading.Lock()
        self._worker = None
        self._size = None

    def reset(self):
        with self._lock:
            self._worker = Worker()
            self._size = 0

    def worker(self):
        if self._worker is None:
            self._worker = Worker()  # want RH104 warning "self._worker"
        return self._worker

    def size(self):
        if self._size is None:
            self._size = len(self.__dict__)
        return self._size
