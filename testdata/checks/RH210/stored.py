"""RH210 stays silent: the lock is kept where others find it."""
import asyncio
import threading


class PerKey:
    def __init__(self):
        self.locks = {}
        self.guard = threading.Lock()

    def run(self, key, job):
        with self.guard:
            lock = self.locks.get(key)
            if lock is None:
                lock = threading.Lock()
                self.locks[key] = lock
        with lock:
            return job()

    def run_default(self, key, job):
        with self.locks.setdefault(key, threading.Lock()):
            return job()


class Client:
    async def start(self):
        lock = asyncio.Lock()
        self.lock = lock
        async with lock:
            await asyncio.sleep(0)

    async def call(self):
        async with self.lock:
            await asyncio.sleep(0)
