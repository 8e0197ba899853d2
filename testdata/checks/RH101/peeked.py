"""RH101: a look at the first element, and then the first element is taken."""
# no-strip-test
import collections
from concurrent.futures import ThreadPoolExecutor


class Early:
    def __init__(self):
        self.kept = collections.deque()
        self.pool = ThreadPoolExecutor(4)

    def serve(self, conn):
        self.pool.submit(self.handle, conn)

    def handle(self, conn):
        self.kept.remove(conn)
        conn.serve()

    def expire(self, now):
        while True:
            try:
                left = self.kept[0].timeout - now
            except IndexError:
                break
            if left > 0:
                break
            self.kept.popleft().close()  # want RH101 warning "another element"


class Taken:
    def __init__(self):
        self.kept = collections.deque()
        self.pool = ThreadPoolExecutor(4)

    def serve(self, conn):
        self.pool.submit(self.handle, conn)

    def handle(self, conn):
        self.kept.remove(conn)
        conn.serve()

    def expire(self, now):
        while True:
            try:
                conn = self.kept.popleft()
            except IndexError:
                break
            if conn.timeout > now:
                self.kept.appendleft(conn)
                break
            conn.close()


class Alone:
    """Only one thread takes elements."""

    def __init__(self):
        self.kept = collections.deque()
        self.pool = ThreadPoolExecutor(4)

    def serve(self, conn):
        self.pool.submit(self.handle, conn)

    def handle(self, conn):
        conn.serve()
        self.kept.append(conn)

    def expire(self, now):
        while self.kept and self.kept[0].timeout < now:
            self.kept.popleft().close()
