"""RH102: the step of an async for is a suspension between read and write."""
import asyncio


class Sum:
    def __init__(self):
        self.total = 0

    async def drain(self, source):
        total = self.total
        async for value in source:
            total += value
        self.total = total  # want RH102 "self.total"

    async def drain_each(self, source):
        seen = self.total
        async for value in source:
            self.total = seen + value  # want RH102 "self.total"

    async def drain_stepwise(self, source):
        async for value in source:
            self.total += value

    async def drain_at_end(self, source):
        total = 0
        async for value in source:
            total += value
        self.total += total


async def main(sources):
    s = Sum()
    await asyncio.gather(*[s.drain(x) for x in sources])
    await asyncio.gather(*[s.drain_each(x) for x in sources])
    await asyncio.gather(*[s.drain_stepwise(x) for x in sources])
    await asyncio.gather(*[s.drain_at_end(x) for x in sources])
