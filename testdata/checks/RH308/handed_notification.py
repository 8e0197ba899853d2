"""RH308: a notification for one waiter dies with that waiter; one for all of them does not."""
import asyncio
from collections import deque


class Condition:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.sleepers = deque()

    async def wait(self):
        called = asyncio.Event()
        self.sleepers.append(called)
        self.lock.release()
        try:
            await called.wait()  # want RH308 "Condition.notify has woken it"
        except BaseException:
            if not called.is_set():
                self.sleepers.remove(called)
            raise
        finally:
            await asyncio.shield(self.lock.acquire())

    def notify(self, n=1):
        for _ in range(n):
            if not self.sleepers:
                break
            called = self.sleepers.popleft()
            called.set()


class Barrier:
    def __init__(self):
        self.sleepers = deque()

    async def wait(self):
        called = asyncio.Event()
        self.sleepers.append(called)
        try:
            await called.wait()
        except BaseException:
            if not called.is_set():
                self.sleepers.remove(called)
            raise

    def open(self):
        while self.sleepers:
            self.sleepers.popleft().set()
