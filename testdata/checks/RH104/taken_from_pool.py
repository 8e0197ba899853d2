"""RH104: a public method takes a connection out of a pool on first use."""
# no-rename-test
import asyncio


class Client:
    def __init__(self, pool):
        self.pool = pool
        self.single = True
        self.connection = None

    async def initialize(self):
        if self.single and self.connection is None:
            self.connection = await self.pool.get_connection("_")  # want RH104 warning "self.connection was found missing"
        return self

    async def execute(self, text):
        await self.initialize()
        await self.connection.send(text)


class Locked:
    def __init__(self, pool):
        self.pool = pool
        self.lock = asyncio.Lock()
        self.single = True
        self.connection = None

    async def initialize(self):
        if self.single and self.connection is None:
            async with self.lock:
                if self.connection is None:
                    self.connection = await self.pool.get_connection("_")
        return self

    async def execute(self, text):
        await self.initialize()
        await self.connection.send(text)
