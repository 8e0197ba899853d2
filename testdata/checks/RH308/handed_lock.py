"""RH308: release() has made the waiter the owner; a waiter that is then cancelled keeps the lock for ever."""
import asyncio
from collections import deque


class Lock:
    def __init__(self):
        self.owner = None
        self.waiters = deque()

    async def acquire(self):
        if self.owner is None:
            self.owner = asyncio.current_task()
            return
        woken = asyncio.Event()
        self.waiters.append((asyncio.current_task(), woken))
        try:
            await woken.wait()  # want RH308 "what it was handed is lost"
        except BaseException:
            if not woken.is_set():
                self.waiters.remove((asyncio.current_task(), woken))
            raise

    def release(self):
        if self.waiters:
            self.owner, woken = self.waiters.popleft()
            woken.set()
        else:
            self.owner = None


class FairLock:
    def __init__(self):
        self.owner = None
        self.waiters = deque()

    async def acquire(self):
        if self.owner is None:
            self.owner = asyncio.current_task()
            return
        woken = asyncio.Event()
        ticket = asyncio.current_task(), woken
        self.waiters.append(ticket)
        try:
            await woken.wait()
        except BaseException:
            if not woken.is_set():
                self.waiters.remove(ticket)
            else:
                self.release()
            raise

    def release(self):
        if self.waiters:
            self.owner, woken = self.waiters.popleft()
            woken.set()
        else:
            self.owner = None
