"""RH102: a container is rebuilt from its old self across an await."""
import asyncio


async def fetch(url):
    await asyncio.sleep(0.1)
    return url.upper()


class Results:
    def __init__(self):
        self.items = ()
        self.pages = []
        self.by_url = {}

    async def add(self, url):
        self.items = self.items + (await fetch(url),)  # want RH102 "self.items"

    async def add_unpacked(self, url):
        self.pages = [*self.pages, await fetch(url)]  # want RH102 "self.pages"

    async def add_merged(self, url):
        self.by_url = {**self.by_url, url: await fetch(url)}  # want RH102 "self.by_url"

    async def add_in_place(self, url):
        self.pages.append(await fetch(url))

    async def add_item(self, url):
        self.by_url[url] = await fetch(url)

    async def add_fetched_first(self, url):
        page = await fetch(url)
        self.items = self.items + (page,)


async def main(urls):
    r = Results()
    await asyncio.gather(*(r.add(u) for u in urls))
    await asyncio.gather(*(r.add_unpacked(u) for u in urls))
    await asyncio.gather(*(r.add_merged(u) for u in urls))
    await asyncio.gather(*(r.add_in_place(u) for u in urls))
    await asyncio.gather(*(r.add_item(u) for u in urls))
    await asyncio.gather(*(r.add_fetched_first(u) for u in urls))


asyncio.run(main(["a", "b"]))
