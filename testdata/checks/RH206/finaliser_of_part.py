"""RH206: the object gives itself back to the pool that it came from."""
import threading


class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self._free = []

    def take(self):
        with self._lock:
            return Connection(self, self._free.pop())

    def give(self, link):
        with self._lock:  # want RH206 error "takes self._lock, in Pool.give"
            self._free.append(link)


class Connection:
    def __init__(self, pool: Pool, link):
        self.pool = pool
        self.link = link

    def __del__(self):
        self.pool.give(self.link)


class Log:
    def __init__(self):
        self._lock = threading.Lock()
        self._lines = []

    def add(self, line):
        with self._lock:
            self._lines.append(line)


class Owner:
    def __init__(self):
        self.log = Log()

    def work(self):
        self.log.add("work")

    def __del__(self):
        self.log.add("gone")
