"""RH104: an except clause finds that the item is missing."""
import asyncio


class Pages:
    def __init__(self, load):
        self.load = load
        self.pages = {}
        self.checked = {}

    async def page(self, key):
        try:
            return self.pages[key]
        except KeyError:
            pass
        page = await self.load(key)
        self.pages[key] = page  # want RH104 warning "self.pages"
        return page

    async def page_checked(self, key):
        try:
            return self.checked[key]
        except KeyError:
            page = await self.load(key)
            return self.checked.setdefault(key, page)


async def main(load):
    p = Pages(load)
    await asyncio.gather(p.page(1), p.page(1), p.page_checked(1), p.page_checked(1))
