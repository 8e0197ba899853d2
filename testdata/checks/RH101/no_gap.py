"""RH101: nothing suspends between test and act."""
import asyncio


class Table:
    def __init__(self):
        self.rows = {}
        self.last = None

    async def take(self, key):
        await asyncio.sleep(0)
        if key in self.rows:
            return self.rows[key]
        if self.last is not None:
            return self.last.name
        return None

    async def clear(self):
        await asyncio.sleep(0)
        self.rows.clear()
        self.last = None


async def main():
    t = Table()
    await asyncio.gather(t.take(1), t.take(2), t.clear())
