"""RH107 stays silent: who comes with the lock held, or tries to get it."""
import threading


class Shelf:
    def __init__(self):
        self.lock = threading.Lock()
        self.books = {}

    def add(self, key, book):
        with self.lock:
            if key not in self.books:
                self.books[key] = book

    def swap(self, old, new):
        with self.lock:
            self.books[new] = self.books.pop(old)

    def try_put(self, key, book):
        if self.lock.acquire(blocking=False):
            try:
                self.books[key] = book
            finally:
                self.lock.release()

    def put_held(self, key, book):
        assert self.lock.locked()
        self.books[key] = book

    def put_and_release(self, key, book):
        self.books[key] = book
        self.lock.release()

    def after_fork(self):
        self.lock = threading.Lock()
        self.books = {}
