"""RH107: comments say which lock guards what; then single reads count, too."""
# no-strip-test
import asyncio
import threading

_lock = threading.Lock()
_table = {}  # guarded-by: _lock


class Queue:
    limit = 10  # guarded-by: self.lock

    def __init__(self):
        self.lock = threading.Lock()
        self.jobs = []  # guarded-by: self.lock
        # guarded-by: self.lock
        self.done = 0
        self.other = 0

    def put(self, job):
        with self.lock:
            self.jobs.append(job)

    def size(self):
        return len(self.jobs)  # want RH107 warning "self.jobs is read without self.lock, which guards it by its declaration"

    def finish(self):
        self.done = 1  # want RH107 "self.done is replaced without self.lock"
        self.other = 1

    def full(self):
        with self.lock:
            return self._full()

    def _full(self):
        return len(self.jobs) >= self.limit

    def widen(self):
        self.limit = 20  # want RH107 "self.limit is replaced"


class Session:
    def __init__(self):
        self.guard = asyncio.Lock()
        self.streams = {}  # guarded-by: self.guard

    async def open(self, key):
        async with self.guard:
            self.streams[key] = await asyncio.sleep(0)

    async def drop(self, key):
        self.streams.pop(key, None)  # want RH107 "self.streams is changed without self.guard"


def put(key, value):
    with _lock:
        _table[key] = value


def get(key):
    return _table.get(key)  # want RH107 "_table is read without _lock"
