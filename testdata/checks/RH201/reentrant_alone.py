"""RH201: a reentrant lock that is taken again is no circle; two of them can be."""
import threading


class Tree:
    def __init__(self):
        self.lock = threading.RLock()
        self.index_lock = threading.RLock()

    def add(self):
        with self.lock:
            self.count()

    def count(self):
        with self.lock:
            pass


class Forest:
    def __init__(self):
        self.lock = threading.RLock()
        self.index_lock = threading.RLock()

    def add(self):
        with self.lock:
            with self.index_lock:  # want RH201 "Forest.index_lock is acquired while Forest.lock is held"
                pass

    def search(self):
        with self.index_lock:
            with self.lock:
                pass
