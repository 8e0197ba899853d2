"""RH104: a cache by key; whether two tasks ask for one key is not known, so it is a warning."""
import asyncio


class Cache:
    def __init__(self, load):
        self.load = load
        self.pages = {}
        self.images = {}
        self.waiting = {}
        self.styles = {}

    async def page(self, key):
        if key not in self.pages:
            self.pages[key] = await self.load(key)  # want RH104 warning "self.pages"
        return self.pages[key]

    async def image(self, key):
        found = self.images.get(key)
        if found is None:
            found = await self.load(key)
            self.images[key] = found  # want RH104 warning "self.images"
        return found

    async def style(self, key):
        if key not in self.styles:
            self.styles[key] = asyncio.ensure_future(self.load(key))
        return await self.styles[key]


async def main(load):
    c = Cache(load)
    tasks = []
    for key in ("a", "b", "a"):
        tasks.append(asyncio.create_task(c.page(key)))
        tasks.append(asyncio.create_task(c.image(key)))
        tasks.append(asyncio.create_task(c.style(key)))
    await asyncio.gather(*tasks)
