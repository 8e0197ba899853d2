"""RH101: a look at the first or last element of what was found not to be empty."""
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor


class Idle:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)
        self.lock = threading.Lock()
        self.kept = deque()
        self.done = []
        self.safe = deque()

    def serve(self, conn):
        self.pool.submit(self.handle, conn)

    def handle(self, conn):
        try:
            self.kept.remove(conn)
        except ValueError:
            pass
        self.done.pop()
        with self.lock:
            self.safe.pop()

    def oldest(self, now):
        if not len(self.kept):
            return 0
        return now - self.kept[0].used  # want RH101 "another thread may take the last element of self.kept"

    def newest(self):
        while self.done:
            if self.done[-1].ready:  # want RH101 "another thread may take the last element of self.done"
                break

    def handled(self):
        if self.kept:
            try:
                return self.kept[0]
            except IndexError:
                return None

    def guarded(self):
        with self.lock:
            if self.safe:
                return self.safe[0]

    def middle(self, table):
        if self.kept:
            return table[0]
