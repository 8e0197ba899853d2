"""RH105: who was woken takes what it waited for without another look."""
# no-lock-test: who waits would keep the lock from those who wake
import asyncio
from collections import deque


class WouldBlock(Exception):
    pass


class Limiter:
    def __init__(self, total):
        self.total = total
        self.borrowers = set()
        self.queue = deque()

    def acquire_now(self, borrower):
        if self.queue or len(self.borrowers) >= self.total:
            raise WouldBlock
        self.borrowers.add(borrower)

    async def acquire(self, borrower):
        try:
            self.acquire_now(borrower)
        except WouldBlock:
            event = asyncio.Event()
            self.queue.append(event)
            try:
                await event.wait()
            except BaseException:
                if event.is_set():
                    self.wake()
                raise
            self.borrowers.add(borrower)  # want RH105 warning "self.borrowers is taken after the wait"

    def release(self, borrower):
        self.borrowers.discard(borrower)
        self.wake()

    def wake(self):
        if self.queue and len(self.borrowers) < self.total:
            self.queue.popleft().set()


class Reserving:
    def __init__(self, total):
        self.total = total
        self.borrowers = set()
        self.queue = deque()

    def acquire_now(self, borrower):
        if self.queue or len(self.borrowers) >= self.total:
            raise WouldBlock
        self.borrowers.add(borrower)

    async def acquire(self, borrower):
        try:
            self.acquire_now(borrower)
        except WouldBlock:
            event = asyncio.Event()
            self.queue.append((borrower, event))
            try:
                await event.wait()
            except BaseException:
                if event.is_set():
                    self.wake()
                raise

    def release(self, borrower):
        self.borrowers.discard(borrower)
        self.wake()

    def wake(self):
        if self.queue and len(self.borrowers) < self.total:
            borrower, event = self.queue.popleft()
            self.borrowers.add(borrower)
            event.set()


class TryAgain:
    def __init__(self):
        self.value = 1
        self.waiters = deque()

    def acquire_now(self):
        if self.value == 0:
            raise WouldBlock
        self.value -= 1

    async def acquire(self):
        try:
            self.acquire_now()
        except WouldBlock:
            event = asyncio.Event()
            self.waiters.append(event)
            try:
                await event.wait()
            except BaseException:
                if event.is_set():
                    self.wake()
                raise
            self.acquire_now()  # want RH105 warning "self.value is taken after the wait"

    def release(self):
        self.value += 1
        self.wake()

    def wake(self):
        if self.waiters:
            self.waiters.popleft().set()
