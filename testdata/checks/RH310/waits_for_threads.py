"""RH310: queues, events, threads and futures of other threads."""
import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class Bridge:
    def __init__(self):
        self.inbox = queue.Queue()
        self.done = threading.Event()
        self.pool = ThreadPoolExecutor()
        self.thread = threading.Thread(target=print)
        self.lock = threading.Lock()

    async def take(self):
        return self.inbox.get()  # want RH310 "queue.Queue.get"

    async def take_now(self):
        return self.inbox.get(block=False)

    async def take_if_any(self):
        while self.inbox.empty():
            await asyncio.sleep(0)
        return self.inbox.get()

    async def finish(self):
        self.done.wait()  # want RH310 "threading.Event.wait"
        self.thread.join()  # want RH310 "threading.Thread.join"

    async def compute(self, job):
        return self.pool.submit(job).result()  # want RH310 "concurrent.futures.Future.result"

    async def compute_right(self, job):
        return await asyncio.wrap_future(self.pool.submit(job))

    async def guard(self):
        self.lock.acquire()  # want RH310 "threading.Lock.acquire"

    async def try_guard(self):
        return self.lock.acquire(blocking=False)

    async def shut(self):
        self.pool.shutdown()  # want RH310 "shutdown"

    async def shut_now(self):
        self.pool.shutdown(wait=False)
