"""RH306: handed out, so that others may await it."""
import asyncio


class Node:
    async def _read(self, source):
        print(await source.get())

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))

    def running(self):
        return self.reader

    def stop(self):
        self.reader.cancel()
