"""RH207: who was woken and is cancelled does not wake the next one."""
import asyncio
from collections import OrderedDict, deque


class Limiter:
    def __init__(self, total):
        self.total = total
        self.users = set()
        self.waiting = OrderedDict()

    async def acquire(self, user):
        while len(self.users) >= self.total:
            event = asyncio.Event()
            self.waiting[user] = event
            try:
                await event.wait()  # want RH207 "keeps the wake-up to itself"
            except BaseException:
                self.waiting.pop(user, None)
                raise
        self.users.add(user)

    def release(self, user):
        self.users.discard(user)
        if self.waiting and len(self.users) < self.total:
            event = self.waiting.popitem(last=False)[1]
            event.set()


class Passing:
    def __init__(self, total):
        self.total = total
        self.users = set()
        self.waiting = OrderedDict()

    async def acquire(self, user):
        while len(self.users) >= self.total:
            event = asyncio.Event()
            self.waiting[user] = event
            try:
                await event.wait()
            except BaseException:
                self.waiting.pop(user, None)
                if event.is_set():
                    self._wake_next()
                raise
        self.users.add(user)

    def release(self, user):
        self.users.discard(user)
        self._wake_next()

    def _wake_next(self):
        if self.waiting and len(self.users) < self.total:
            event = self.waiting.popitem(last=False)[1]
            event.set()


class Semaphore:
    def __init__(self, loop, value):
        self.loop = loop
        self.value = value
        self.waiters = deque()

    async def acquire(self):
        while self.value <= 0:
            waiter = self.loop.create_future()
            self.waiters.append(waiter)
            await waiter  # want RH207 "keeps the wake-up to itself"
        self.value -= 1

    def release(self):
        self.value += 1
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break
