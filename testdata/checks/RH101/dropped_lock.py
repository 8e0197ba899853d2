"""RH101: a lock leaves its table while others have it or wait for it."""
# no-lock-test
# no-strip-test
import asyncio
import threading


class Sessions:
    locks = {}

    def enter(self, key):
        self.locks.setdefault(key, threading.RLock()).acquire()

    def clean(self, live):
        for key in list(self.locks):
            if key not in live:
                self.locks.pop(key, None)  # want RH101 warning "taken out"

    def clean_free(self, live):
        for key in list(self.locks):
            if key not in live and self.locks[key].acquire(blocking=False):
                self.locks.pop(key).release()


class Keyed:
    def __init__(self):
        self.locks = {}

    async def work(self, key, job):
        if key not in self.locks:
            self.locks[key] = asyncio.Lock()
        async with self.locks[key]:
            await job()
        del self.locks[key]  # want RH101 warning "taken out"


class Counted:
    def __init__(self):
        self.locks = {}
        self.users = {}

    async def work(self, key, job):
        lock = self.locks.setdefault(key, asyncio.Lock())
        self.users[key] = self.users.get(key, 0) + 1
        async with lock:
            await job()
        self.users[key] -= 1
        if self.users[key] == 0:
            del self.locks[key]


class Closed:
    def __init__(self):
        self.locks = {}

    def lock(self, key):
        return self.locks.setdefault(key, threading.Lock())

    def close(self):
        self.locks.clear()
