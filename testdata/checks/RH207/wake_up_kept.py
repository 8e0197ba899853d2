"""RH207: who was woken and is cancelled does not wake the next one."""
from collections import deque


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


class Passing:
    def __init__(self, loop, value):
        self.loop = loop
        self.value = value
        self.waiters = deque()

    async def acquire(self):
        while self.value <= 0:
            waiter = self.loop.create_future()
            self.waiters.append(waiter)
            try:
                await waiter
            except BaseException:
                if waiter.done() and not waiter.cancelled():
                    self._wake_next()
                raise
        self.value -= 1

    def release(self):
        self.value += 1
        self._wake_next()

    def _wake_next(self):
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break
