"""RH101: get() waits because a queue was not empty a moment ago."""
# no-strip-test
import queue


class Pool:
    def __init__(self, size):
        self.idle = queue.Queue(size)
        self.spare = queue.LifoQueue()
        self.mine = []

    def take(self):
        if self.idle.empty():
            return self.connect()
        return self.idle.get()  # want RH101 "another thread may take the last element"

    def spare_one(self):
        if self.spare.qsize() > 0:
            connection = self.spare.get()  # want RH101 "another thread may take the last element"
            connection.ping()
            return connection
        return None

    def take_now(self):
        if self.idle.empty():
            return self.connect()
        try:
            return self.idle.get_nowait()
        except queue.Empty:
            return self.connect()

    def give_back(self, connection):
        self.idle.put(connection)

    def give_spare(self, connection):
        self.spare.put_nowait(connection)

    def connect(self):
        return object()


class Table:
    """A get() of something else."""

    def __init__(self):
        self.rows = {}
        self.waiting = queue.Queue()

    def row(self, key):
        if not self.waiting.empty():
            return self.rows.get(key)
