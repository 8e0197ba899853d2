"""RH306: somebody asks for the exception."""
import asyncio


class Node:
    async def _read(self, source):
        print(await source.get())

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))

    def stop(self):
        self.reader.cancel()

    def healthy(self):
        return not self.reader.done() or self.reader.exception() is None
