import asyncio

from . import names
from .names import LIMIT


class Engine:
    def __init__(self, size=LIMIT):
        self.size = size
        self.queue = asyncio.Queue()

    async def step(self):
        return await self.queue.get()


async def run(engine: Engine):
    names.count(engine)
    return await engine.step()
