"""RH306: gathered when everything is stopped."""
import asyncio


class Node:
    async def _read(self, source):
        print(await source.get())

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))

    async def stop(self):
        self.reader.cancel()
        await asyncio.gather(self.reader, return_exceptions=True)


class Cluster:
    def __init__(self):
        self.readers = {}

    async def _read(self, source):
        print(await source.get())

    def start(self, name, source):
        if name in self.readers:
            self.readers[name].cancel()
        self.readers[name] = asyncio.create_task(self._read(source))

    async def stop(self):
        await asyncio.gather(*self.readers.values())
