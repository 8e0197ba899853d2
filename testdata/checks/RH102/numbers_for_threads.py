"""RH102: numbers that must not be alike, given out in a class for threads."""
# no-rename-test
import itertools
import threading
import time


class Client:
    def __init__(self):
        self._out_lock = threading.Lock()
        self._last_mid = 0
        self._seen = 0
        self.tickets = 0
        self._ids = itertools.count(1)
        self._stamp = 0

    def write(self, data):
        with self._out_lock:
            self.sock.sendall(data)

    def _mid(self):
        self._last_mid += 1  # want RH102 "another thread may change self._last_mid"
        if self._last_mid == 65536:
            self._last_mid = 1
        return self._last_mid

    def new_stamp(self):
        now = int(time.time())
        if self._stamp >= now:
            now = self._stamp + 1
        self._stamp = now  # want RH102 "another thread may change self._stamp"
        return now

    def register(self, waiter):
        number = self.tickets
        self.tickets += 1  # want RH102 "another thread may change self.tickets"
        with self._out_lock:
            self.waiters[number] = waiter

    def count(self):
        self._seen += 1

    def safe_id(self):
        return next(self._ids)


class Submitter:
    """The number goes into a call."""

    def __init__(self, pool):
        self.pool = pool
        self.guard = threading.RLock()
        self.serial = 0

    def submit(self, job):
        self.serial = self.serial + 1  # want RH102 "another thread may change self.serial"
        self.pool.send(self.serial, job)

    def submit_guarded(self, job):
        with self.guard:
            self.serial = self.serial + 1
            self.pool.send(self.serial, job)


class Locked:
    """Who calls the helper holds the lock."""

    def __init__(self):
        self.lock = threading.Lock()
        self.next_id = 0

    def _next(self):
        self.next_id += 1
        return self.next_id

    def add(self, item):
        with self.lock:
            self.items[self._next()] = item


class OneThread(threading.Thread):
    """Only its own thread counts."""

    def __init__(self):
        super().__init__()
        self.seq = 0

    def run(self):
        while True:
            self._send()

    def _send(self):
        self.seq += 1
        self.sock.send(self.seq)


class Plain:
    """Nothing here has to do with threads."""

    def __init__(self):
        self.last_id = 0

    def new_id(self):
        self.last_id += 1
        return self.last_id


class Watchers:
    """A count of users: with the last one, the key goes."""

    def __init__(self):
        self.changed = threading.Condition()
        self.users = {}
        self.hits = {}

    def add(self, kind):
        if kind in self.users:
            self.users[kind] += 1  # want RH102 "another thread may change self.users"
        else:
            self.users[kind] = 1
        self.hits[kind] = self.hits.get(kind, 0) + 1

    def remove(self, kind):
        if self.users[kind] > 1:
            self.users[kind] -= 1  # want RH102 "another thread may change self.users"
        else:
            del self.users[kind]

    def wake(self):
        with self.changed:
            self.changed.notify_all()
