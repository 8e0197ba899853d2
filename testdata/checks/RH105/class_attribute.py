"""RH105: state on the class is shared by all instances."""
import asyncio


class Query:
    active = None
    kind = "select"

    def __init__(self, text):
        self.text = text
        self.own = None

    async def _execute(self):
        await asyncio.sleep(0.1)

    async def run(self):
        Query.active = self
        await self._execute()
        return Query.active.text  # want RH105 "Query.active"

    async def run_own(self):
        self.own = self.text.upper()
        await self._execute()
        return self.own


async def main():
    await asyncio.gather(*(Query(t).run() for t in ("a", "b")))
    await asyncio.gather(*(Query(t).run_own() for t in ("a", "b")))
    print(Query.kind)


asyncio.run(main())
