"""RH101: reading a missing key of a defaultdict is no failure."""
import asyncio
from collections import defaultdict


class Counts:
    def __init__(self, log):
        self.log = log
        self.counts = defaultdict(int)

    async def get(self, key):
        if key in self.counts:
            await self.log(key)
            return self.counts[key]
        return 0

    async def drop(self, key):
        self.counts.pop(key, None)
        await self.log(key)


async def main(log):
    c = Counts(log)
    await asyncio.gather(c.get(1), c.drop(1))
