"""RH208: its neighbours, which do not."""
# no-strip-test: processes and threads do without async
import concurrent.futures
import os
import threading


class Fan:
    def __init__(self, parts):
        self.parts = parts
        self.lock = threading.Lock()
        self.pool = concurrent.futures.ThreadPoolExecutor(4)  # want RH208 "Fan is not ready for a fork"

    def each(self):
        with self.lock:
            parts = list(self.parts)
        for job in [self.pool.submit(part) for part in parts]:
            job.result()


class Ticker:
    def __init__(self, tick):
        self.tick = tick
        self.ticks = 0
        self.guard = threading.Lock()
        self.thread = threading.Thread(target=self.run, daemon=True)  # want RH208 "Ticker is not ready for a fork"
        self.thread.start()

    def run(self):
        while True:
            with self.guard:
                self.ticks += 1
            self.tick()


class KnowsItsProcess:
    def __init__(self, parts):
        self.parts = parts
        self.lock = threading.Lock()
        self.pool = concurrent.futures.ThreadPoolExecutor(4)
        self.pid = os.getpid()

    def each(self):
        if self.pid != os.getpid():
            self.__init__(self.parts)
        with self.lock:
            parts = list(self.parts)
        for job in [self.pool.submit(part) for part in parts]:
            job.result()


class ShortLived:
    def __init__(self, parts):
        self.parts = parts
        self.lock = threading.Lock()

    def each(self):
        with self.lock, concurrent.futures.ThreadPoolExecutor(4) as pool:
            return list(pool.map(str, self.parts))
