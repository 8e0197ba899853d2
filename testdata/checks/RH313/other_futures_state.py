"""RH313: a look at one future says nothing of another."""
import asyncio


class Stream:
    def __init__(self, loop):
        self.loop = loop
        self.room = None
        self.data = None

    async def put(self):
        self.room = self.loop.create_future()
        await self.room

    async def get(self):
        self.data = self.loop.create_future()
        await self.data

    def wake(self):
        if not self.room.done():
            self.room.set_result(None)
        self.data.set_result(None)  # want RH313 "self.data may be done already"
