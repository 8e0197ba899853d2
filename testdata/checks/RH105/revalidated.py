"""RH105: after the wait the attribute is checked before it is relied on."""
import asyncio


class View:
    def __init__(self):
        self.query = None
        self.shown = None

    async def _search(self, query):
        await asyncio.sleep(0.1)
        return [query]

    def _show(self, query, rows):
        self.shown = (query, rows)

    async def search(self, query):
        self.query = query
        rows = await self._search(query)
        if self.query is not query:
            return
        self._show(self.query, rows)

    async def search_nested(self, query):
        self.query = query
        rows = await self._search(query)
        if self.query == query:
            self._show(self.query, rows)

    async def search_unchecked(self, query):
        self.query = query
        rows = await self._search(query)
        self._show(self.query, rows)  # want RH105 "self.query"


async def main():
    view = View()
    await asyncio.gather(*(view.search(q) for q in "abc"))
    await asyncio.gather(*(view.search_nested(q) for q in "abc"))
    await asyncio.gather(*(view.search_unchecked(q) for q in "abc"))


asyncio.run(main())
