"""RH104: a connection that operations make sure of, and one that only its owner opens."""
# no-rename-test
import asyncio


class Feed:
    def __init__(self, pool):
        self.pool = pool
        self.connection = None

    async def connect(self):
        if self.connection is None:
            self.connection = await self.pool.get_connection()  # want RH104 warning "self.connection was found missing"

    async def request(self, text):
        await self.connect()
        return await self.connection.send(text)


class Conversation:
    def __init__(self, pool):
        self.pool = pool
        self.connection = None

    async def connect(self):
        if self.connection is None:
            self.connection = await self.pool.get_connection()

    async def __aenter__(self):
        await self.connect()
        return self
