"""RH201: asyncio locks deadlock tasks of one loop."""
import asyncio


class Session:
    def __init__(self):
        self.read = asyncio.Lock()
        self.write = asyncio.Lock()

    async def send(self):
        async with self.write:
            async with self.read:  # want RH201 error "Session.read is acquired while Session.write is held"
                await asyncio.sleep(0)

    async def receive(self):
        async with self.read:
            await self._reply()

    async def _reply(self):
        async with self.write:
            await asyncio.sleep(0)


class Ordered:
    def __init__(self):
        self.read = asyncio.Lock()
        self.write = asyncio.Lock()

    async def send(self):
        async with self.read, self.write:
            await asyncio.sleep(0)

    async def receive(self):
        async with self.read:
            async with self.write:
                await asyncio.sleep(0)


async def main():
    session = Session()
    ordered = Ordered()
    await asyncio.gather(session.send(), session.receive(), ordered.send(), ordered.receive())


asyncio.run(main())
