"""RH101: the object is closed between the test of its flag and what comes in."""
import asyncio


class Pool:
    def __init__(self):
        self.closed = False
        self.connections = []
        self.by_name = {}

    async def connect(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        self.connections.append(writer)  # want RH101 "self.closed was tested before the await; if Pool.close has run since, it has not seen what is added to self.connections here"

    async def connect_and_look(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        if self.closed:
            writer.close()
            raise RuntimeError("closed")
        self.connections.append(writer)

    async def connect_and_undo(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        self.connections.append(writer)
        if self.closed:
            writer.close()

    def adopt(self, writer):
        if not self.closed:
            self.connections.append(writer)

    async def close(self):
        self.closed = True
        for writer in list(self.connections):
            writer.close()
        self.connections.clear()


class Client:
    """One slot, whose flag is a state; close() does its work in a helper."""

    def __init__(self, loop):
        self.state = "new"
        self.transport = None
        self.loop = loop
        self.retry = loop.call_later(60, self.poke)

    def poke(self):
        pass

    async def ensure(self):
        if self.state == "closed":
            raise RuntimeError("closed")
        transport, protocol = await self.loop.create_connection(object, "localhost", 1)
        self.transport = transport  # want RH101 "if Client.close has run since, it has not seen what is stored in self.transport here"

    async def close(self):
        self.state = "closed"
        self._drop()
        await asyncio.sleep(0)

    def _drop(self):
        if self.transport is not None:
            self.transport.close()


async def use(pool: Pool):
    await asyncio.gather(pool.connect(), pool.connect_and_look(), pool.connect_and_undo(), pool.close())
