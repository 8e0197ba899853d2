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
