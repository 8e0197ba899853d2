"""RH308: the waiter takes its future away only when it runs again; the resolver may come first."""
import asyncio


class Buffer:
    def __init__(self, loop):
        self.loop = loop
        self.items = []
        self.room = None

    async def put(self, item):
        while len(self.items) > 10:
            self.room = self.loop.create_future()
            try:
                await self.room  # want RH308 "Buffer.get may find it in between"
            finally:
                self.room = None
        self.items.append(item)

    def get(self):
        item = self.items.pop()
        if self.room is not None:
            self.room.set_result(None)
            self.room = None
        return item


class ShieldedBuffer:
    def __init__(self, loop):
        self.loop = loop
        self.items = []
        self.room = None

    async def put(self, item):
        while len(self.items) > 10:
            self.room = self.loop.create_future()
            try:
                await asyncio.shield(self.room)
            finally:
                self.room = None
        self.items.append(item)

    def get(self):
        item = self.items.pop()
        if self.room is not None:
            self.room.set_result(None)
        return item


class CarefulBuffer:
    def __init__(self, loop):
        self.loop = loop
        self.items = []
        self.room = None

    async def put(self, item):
        while len(self.items) > 10:
            self.room = self.loop.create_future()
            try:
                await self.room
            finally:
                self.room = None
        self.items.append(item)

    def get(self):
        item = self.items.pop()
        if self.room is not None and not self.room.done():
            self.room.set_result(None)
        return item
