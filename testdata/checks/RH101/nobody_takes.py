"""RH101: the key stays, since nobody removes any."""
import asyncio


class Index:
    def __init__(self, load):
        self.load = load
        self.terms = {}

    async def find(self, term):
        if term in self.terms:
            await self.load(term)
            return self.terms[term]
        return None

    async def add(self, term):
        value = await self.load(term)
        self.terms.setdefault(term, value)


async def main(load):
    i = Index(load)
    await asyncio.gather(i.find("a"), i.add("a"))
