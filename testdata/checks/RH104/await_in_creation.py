"""RH104: creation suspends between the test and the assignment."""
import asyncio


class Client:
    def __init__(self, connect):
        self.connect = connect
        self.wire = None
        self.session = None
        self.token = None
        self.lock = asyncio.Lock()

    async def by_none(self):
        if self.wire is None:
            self.wire = await self.connect()  # want RH104 error "self.wire was found missing"
        return self.wire

    async def by_truth(self):
        if not self.session:
            self.session = await self.connect()  # want RH104 error "self.session"
        return self.session

    async def locked(self):
        async with self.lock:
            if self.token is None:
                self.token = await self.connect()
        return self.token


async def main(connect):
    c = Client(connect)
    await asyncio.gather(c.by_none(), c.by_none(), c.by_truth(), c.by_truth(), c.locked(), c.locked())
