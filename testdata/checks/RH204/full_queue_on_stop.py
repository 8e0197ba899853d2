"""RH204: the end is announced through a bounded queue that nobody may read any more."""
import asyncio


class Watcher:
    STOP = object()

    def __init__(self):
        self.updates = asyncio.Queue(maxsize=100)

    async def feed(self, entry):
        await self.updates.put(entry)

    async def stop(self):
        await self.updates.put(Watcher.STOP)  # want RH204 "waits for room in self.updates, which is bounded"

    async def following(self):
        while True:
            entry = await self.updates.get()
            if entry is Watcher.STOP:
                return
            print(entry)


class MakesRoom:
    def __init__(self):
        self.updates = asyncio.Queue(maxsize=100)

    async def feed(self, entry):
        await self.updates.put(entry)

    async def stop(self):
        while True:
            try:
                self.updates.put_nowait(None)
                return
            except asyncio.QueueFull:
                self.updates.get_nowait()

    async def following(self):
        return await self.updates.get()


class Unbounded:
    def __init__(self):
        self.updates = asyncio.Queue()

    async def stop(self):
        await self.updates.put(None)

    async def following(self):
        return await self.updates.get()


class OwnReader:
    """A task of its own reads until the end."""

    def __init__(self):
        self.updates = asyncio.Queue(maxsize=100)
        self.task = asyncio.create_task(self.read())

    async def read(self):
        try:
            while await self.updates.get() is not None:
                pass
        except Exception as err:
            print(err)

    async def stop(self):
        await self.updates.put(None)
        await self.task
