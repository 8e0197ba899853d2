"""RH306: kept in an attribute, only ever cancelled."""
import asyncio


class Feed:
    def __init__(self, source):
        self.source = source
        self.task = None

    async def _pump(self):
        while True:
            item = await self.source.get()
            print(item["id"])

    def start(self):
        self.task = asyncio.create_task(self._pump())  # want RH306 "self.task"

    def stop(self):
        if self.task is not None:
            self.task.cancel()
