"""RH101: one lock over test, act and the other write; and a lock that is left in between."""
import asyncio


class Pipe:
    def __init__(self, wire):
        self.wire = wire
        self.lock = asyncio.Lock()

    async def whole(self, data):
        async with self.lock:
            if self.wire is not None:
                await asyncio.sleep(0)
                await self.wire.write(data)

    async def in_two(self, data):
        async with self.lock:
            if self.wire is None:
                return
        async with self.lock:
            await self.wire.write(data)  # want RH101 error "self.wire"

    async def close(self):
        async with self.lock:
            self.wire = None


async def main(wire):
    p = Pipe(wire)
    await asyncio.gather(p.whole(1), p.in_two(2), p.close())
