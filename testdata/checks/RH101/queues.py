"""A queue that was not empty may be by the time of get(), which then waits for ever."""

# no-strip-test: without async these are methods for threads
# no-lock-test: a lock for tasks does not order threads

import asyncio
import queue
import threading

jobs = queue.Queue()


def work():
    while not jobs.empty():
        print(jobs.get())  # want RH101 "jobs"


def work_right():
    while True:
        try:
            print(jobs.get_nowait())
        except queue.Empty:
            return


def start():
    for _ in range(4):
        threading.Thread(target=work).start()
        threading.Thread(target=work_right).start()


class Pool:
    def __init__(self, size):
        self.idle = queue.Queue(size)

    def get(self):
        if self.idle.empty():
            return object()
        return self.idle.get()  # want RH101 "self.idle"

    def put(self, conn):
        self.idle.put(conn)


class RightPool:
    def __init__(self, size):
        self.idle = queue.Queue(size)

    def get(self):
        try:
            return self.idle.get_nowait()
        except queue.Empty:
            return object()

    def put(self, conn):
        self.idle.put(conn)


class Inbox:
    def __init__(self):
        self.items = queue.Queue()

    def drain(self):
        while not self.items.empty():
            print(self.items.get())


class Outbox:
    """Its queue belongs to one loop: empty() and get() are one step."""

    def __init__(self):
        self.items = asyncio.Queue()

    async def pump(self):
        while True:
            while not self.items.empty():
                print(await self.items.get())
            await asyncio.sleep(1)

    def start(self):
        self.task = asyncio.create_task(self.pump())
