"""RH201: context managers of the program that hold a lock, or only use one."""
import contextlib
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.count_lock = threading.Lock()
        self.count = 0

    @contextlib.contextmanager
    def session(self):
        with self.lock:
            yield self

    @contextlib.contextmanager
    def counted(self):
        with self.count_lock:
            self.count += 1
        yield self

    def save(self):
        with self.session():
            with self.count_lock:  # want RH201 "Store.count_lock is acquired while Store.lock is held"
                pass

    def flush(self):
        with self.count_lock:
            with self.session():
                pass


class Counted:
    def __init__(self):
        self.lock = threading.Lock()
        self.count_lock = threading.Lock()
        self.count = 0

    @contextlib.contextmanager
    def counted(self):
        with self.count_lock:
            self.count += 1
        yield self

    def save(self):
        with self.lock:
            with self.counted():
                pass

    def flush(self):
        with self.counted():
            with self.lock:
                pass
