"""RH104: creation that does not suspend is one step for tasks."""
import asyncio


class Stats:
    def __init__(self):
        self.table = None
        self.seen = {}

    async def make(self):
        return {}

    async def get(self, key):
        if self.table is None:
            self.table = await self.make()
        if key not in self.seen:
            self.seen[key] = object()
        await asyncio.sleep(0)
        return self.table


async def main():
    s = Stats()
    await asyncio.gather(s.get(1), s.get(2))
