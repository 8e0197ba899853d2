"""RH104: nothing shows that two tasks share an object."""
import asyncio


class Report:
    def __init__(self, query):
        self.query = query
        self.rows = None

    async def get(self):
        if self.rows is None:
            self.rows = await self.query()
        return self.rows


async def main(query):
    for _ in range(3):
        await Report(query).get()
    await asyncio.sleep(1)
