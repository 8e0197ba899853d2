"""RH104: the test returns early, the assignment comes long after it."""
import asyncio


class Loader:
    def __init__(self, read):
        self.read = read
        self.table = None
        self.index = None

    async def get_table(self):
        if self.table is not None:
            return self.table
        rows = await self.read("table")
        self.table = dict(rows)  # want RH104 error "self.table"
        return self.table

    async def get_index(self):
        if self.index is not None:
            return self.index
        rows = await self.read("index")
        if self.index is None:
            self.index = dict(rows)
        return self.index


async def main(read):
    loader = Loader(read)
    await asyncio.gather(*[loader.get_table() for _ in range(3)], *[loader.get_index() for _ in range(3)])
