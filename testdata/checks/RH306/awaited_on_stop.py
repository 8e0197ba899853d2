"""RH306: awaited when it is stopped."""
import asyncio


class Feed:
    def __init__(self, source):
        self.source = source

    async def _pump(self):
        while True:
            print(await self.source.get())

    def start(self):
        self.task = asyncio.create_task(self._pump())

    async def stop(self):
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:
            pass
