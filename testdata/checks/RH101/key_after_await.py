"""RH101: a key is found, and looked up again after an await."""
import asyncio


class Sessions:
    def __init__(self, store):
        self.store = store
        self.table = {}

    async def racy(self, key):
        if key in self.table:
            await self.store.touch(key)
            return self.table[key]  # want RH101 error "the key was in self.table before the await"
        return None

    async def taken_first(self, key):
        if key in self.table:
            found = self.table[key]
            await self.store.touch(key)
            return found
        return None

    async def at_once(self, key):
        await self.store.touch(key)
        return self.table.get(key)

    async def end(self, key):
        self.table.pop(key, None)
        await self.store.drop(key)


async def main(store):
    s = Sessions(store)
    await asyncio.gather(s.racy(1), s.taken_first(1), s.at_once(1), s.end(1))
