"""RH308: the pool waits for the connection before it has it back."""
import asyncio


class Pool:
    def __init__(self, connections):
        self.free = asyncio.Queue()
        for connection in connections:
            self.free.put_nowait(connection)

    async def acquire(self):
        connection = await self.free.get()
        return connection

    async def release(self, connection):
        if connection.broken:
            await connection.reset()  # want RH308 "connection never goes back to self.free"
        self.free.put_nowait(connection)


class CarefulPool:
    def __init__(self, connections):
        self.free = asyncio.Queue()
        for connection in connections:
            self.free.put_nowait(connection)

    async def acquire(self):
        connection = await self.free.get()
        return connection

    async def release(self, connection):
        try:
            await connection.reset()
        finally:
            self.free.put_nowait(connection)


class ShieldedPool:
    def __init__(self, connections):
        self.free = list(connections)

    async def acquire(self):
        return self.free.pop()

    async def release(self, connection):
        await asyncio.shield(connection.reset())
        self.free.append(connection)


class Worker:
    def __init__(self, pool):
        self.pool = pool

    async def finish(self, session):
        await session.rollback()  # want RH308 "session never goes back to self.pool"
        self.pool.release(session)


class Log:
    def __init__(self):
        self.seen = []

    async def add(self, message):
        await message.load()
        self.seen.append(message)
