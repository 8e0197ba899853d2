"""RH306: a done callback looks at the outcome."""
import asyncio


class Node:
    async def _read(self, source):
        print(await source.get())

    def _ended(self, task):
        print(task.exception())

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))
        self.reader.add_done_callback(self._ended)

    def start_local(self, source):
        task = asyncio.create_task(self._read(source))
        task.add_done_callback(self._ended)
        self.other = task

    def stop(self):
        self.reader.cancel()
        self.other.cancel()
