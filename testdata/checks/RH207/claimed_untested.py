"""RH207: what was freed may be taken again before the waiter runs."""
import asyncio
from collections import defaultdict, deque


class Locks:
    def __init__(self, loop):
        self.loop = loop
        self.events = defaultdict(deque)
        self.owners = {}

    async def acquire(self, name, owner):
        if name in self.owners:
            event = asyncio.Event()
            self.events[name].append(event)
            try:
                await event.wait()  # want RH207 "self.owners is not tested again after the wait"
            finally:
                self.events[name].remove(event)
        self.owners[name] = owner

    def release(self, name):
        del self.owners[name]
        if self.events[name]:
            self.loop.call_soon(self.events[name][0].set)


class Again:
    def __init__(self, loop):
        self.loop = loop
        self.events = defaultdict(deque)
        self.owners = {}

    async def acquire(self, name, owner):
        while name in self.owners:
            event = asyncio.Event()
            self.events[name].append(event)
            try:
                await event.wait()
            finally:
                self.events[name].remove(event)
        self.owners[name] = owner

    def release(self, name):
        del self.owners[name]
        if self.events[name]:
            self.loop.call_soon(self.events[name][0].set)


class Busy:
    def __init__(self):
        self.free = asyncio.Event()
        self.owner = None

    async def enter(self, name):
        if self.owner is not None:
            await self.free.wait()  # want RH207 "self.owner is not tested again after the wait"
        self.owner = name
        self.free.clear()

    def leave(self):
        self.owner = None
        self.free.set()
