"""RH104: an answer that is fetched twice harms nobody; a connection that is opened twice is lost."""
import asyncio


class Client:
    def __init__(self, wire):
        self.wire = wire
        self.boots = None
        self.stream = None

    async def boot_ids(self):
        if self.boots is None:
            self.boots = await self.wire.fetch_boots()  # note RH104 "self.boots was found missing"
        return self.boots

    async def opened(self):
        if self.stream is None:
            self.stream = await self.wire.open_stream()  # want RH104 error "self.stream was found missing"
        return self.stream


async def main(wire):
    c = Client(wire)
    await asyncio.gather(c.boot_ids(), c.boot_ids(), c.opened(), c.opened())
