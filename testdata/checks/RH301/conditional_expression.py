"""RH301: spawns inside larger expressions."""
import asyncio


async def warm(key):
    await asyncio.sleep(1)


class Warm:
    def __init__(self):
        self.tasks = []

    def maybe(self, key, cold):
        cold and asyncio.create_task(warm(key))  # want RH301 "task"

    def choose(self, key, cold):
        asyncio.create_task(warm(key)) if cold else None  # want RH301 "task"

    def each(self, keys):
        [asyncio.create_task(warm(k)) for k in keys]  # want RH301 "task"

    def kept(self, key, cold):
        task = asyncio.create_task(warm(key)) if cold else None
        self.tasks.append(task)

    def extended(self, keys):
        self.tasks.extend(asyncio.create_task(warm(k)) for k in keys)

    async def together(self, keys):
        await asyncio.gather(*(asyncio.create_task(warm(k)) for k in keys))
