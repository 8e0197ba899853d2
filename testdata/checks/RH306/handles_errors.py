"""RH306: the coroutine sees to its errors itself."""
import asyncio


class Node:
    async def _read(self, source):
        while True:
            try:
                print(await source.get())
            except Exception:
                print("read failed")

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))

    def stop(self):
        self.reader.cancel()
