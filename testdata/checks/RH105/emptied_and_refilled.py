"""RH105: a container is emptied and filled again across awaits while others look things up in it."""
# no-lock-test: the lookup is synchronous
import asyncio


class Catalogue:
    def __init__(self, source):
        self.source = source
        self.items = {}
        self.names = {}
        self.sizes = {}
        self.stock = {}

    async def reload(self):
        self.items.clear()  # want RH105 "self.items is emptied"
        for key in await self.source.keys():
            self.items[key] = await self.source.load(key)

    async def reload_names(self):
        fresh = {}
        for key in await self.source.keys():
            fresh[key] = await self.source.name(key)
        self.names = fresh

    async def reload_sizes(self):
        keys = await self.source.keys()
        self.sizes = {}
        for key in keys:
            self.sizes[key] = len(key)


    async def reload_in_tasks(self):
        async def load(key):
            self.stock[key] = await self.source.stock(key)

        self.stock = {}  # want RH105 "self.stock is emptied"
        async with asyncio.TaskGroup() as tg:
            for key in self.items:
                tg.create_task(load(key))


class Shop:
    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue

    def price(self, key):
        return self.catalogue.items[key].price

    def available(self, key):
        return self.catalogue.stock.get(key, 0) > 0

    def label(self, key):
        return self.catalogue.names[key], self.catalogue.sizes[key]


class Draft:
    """Nobody but its own methods ever looks at it."""

    def __init__(self, source):
        self.source = source
        self.lines = {}

    async def fill(self):
        self.lines = {}
        for key in await self.source.keys():
            self.lines[key] = await self.source.load(key)

    def text(self):
        return "".join(self.lines.values())


async def main(source):
    catalogue = Catalogue(source)
    await catalogue.reload()
    await catalogue.reload_names()
    await catalogue.reload_sizes()
    await catalogue.reload_in_tasks()
    return Shop(catalogue)
