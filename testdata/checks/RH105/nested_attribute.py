"""RH105: the attribute of an attribute, and an element of a list."""
import asyncio


class Cursor:
    def __init__(self):
        self.table = None


class Db:
    def __init__(self):
        self.cursor = Cursor()
        self.slots = [None, None]

    async def _io(self):
        await asyncio.sleep(0.1)

    async def dump(self, table):
        self.cursor.table = table
        await self._io()
        return f"dump of {self.cursor.table}"  # want RH105 "cursor.table"

    async def dump_slot(self, table):
        self.slots[0] = table
        await self._io()
        return f"dump of {self.slots[0]}"  # want RH105 "self.slots"

    async def dump_fresh(self, table):
        cursor = Cursor()
        cursor.table = table
        await self._io()
        return f"dump of {cursor.table}"


async def main():
    db = Db()
    await asyncio.gather(*(db.dump(t) for t in "ab"))
    await asyncio.gather(*(db.dump_slot(t) for t in "ab"))
    await asyncio.gather(*(db.dump_fresh(t) for t in "ab"))


asyncio.run(main())
