"""RH312: the CancelledError of the child comes out of a bare await."""
import asyncio
import contextlib


class Pump:
    def __init__(self, source, link):
        self.source = source
        self.link = link

    async def begin(self):
        self.task = asyncio.create_task(self._pump())

    async def _pump(self):
        while True:
            print(await self.source.get())

    async def stop(self):
        self.task.cancel()  # want RH312 "awaited bare"
        await self.task
        await self.link.close()


class PumpRight:
    def __init__(self, source, link):
        self.source = source
        self.link = link

    async def begin(self):
        self.task = asyncio.create_task(self._pump())

    async def _pump(self):
        while True:
            print(await self.source.get())

    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task
        await self.link.close()
