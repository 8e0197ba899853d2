"""RH104: the test looks at a local copy of the attribute."""
import asyncio


class Bridge:
    def __init__(self, discover):
        self.discover = discover
        self.address = None

    async def resolve(self):
        address = self.address
        if address is None:
            address = await self.discover()
            self.address = address  # want RH104 error "self.address"
        return address


async def main(discover):
    b = Bridge(discover)
    await asyncio.gather(b.resolve(), b.resolve())
