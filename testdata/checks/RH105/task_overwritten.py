"""RH105: the task attribute is overwritten by the next caller before this one awaits it."""
import asyncio


class Loader:
    def __init__(self):
        self.task = None

    async def _load(self, name):
        await asyncio.sleep(0.1)
        return name

    async def _announce(self, name):
        await asyncio.sleep(0.1)

    async def load(self, name):
        self.task = asyncio.create_task(self._load(name))
        await self._announce(name)
        return await self.task  # want RH105 "self.task"

    async def load_local(self, name):
        task = self.task = asyncio.create_task(self._load(name))
        await self._announce(name)
        return await task

    async def load_at_once(self, name):
        self.task = asyncio.create_task(self._load(name))
        return await self.task


async def main():
    loader = Loader()
    print(await asyncio.gather(loader.load("a"), loader.load("b")))
    print(await asyncio.gather(loader.load_local("a"), loader.load_local("b")))
    print(await asyncio.gather(loader.load_at_once("a"), loader.load_at_once("b")))


asyncio.run(main())
