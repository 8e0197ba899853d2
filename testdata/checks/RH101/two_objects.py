"""RH101: each task has an object of its own."""
import asyncio


class Socket:
    def __init__(self, wire):
        self.wire = wire

    async def run(self):
        if self.wire is not None:
            await asyncio.sleep(0)
            await self.wire.read()
        await self.close()

    async def close(self):
        self.wire = None
        await asyncio.sleep(0)


async def one(wire):
    await Socket(wire).run()


async def main(wires):
    await asyncio.gather(*[one(w) for w in wires])
