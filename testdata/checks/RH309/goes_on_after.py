"""RH309: the caller's cancellation ends in a with statement or handler, and the function goes on."""
import asyncio
from contextlib import suppress


class Handler:
    def __init__(self, loop):
        self.loop = loop
        self.idle = None
        self.reports = []

    async def shutdown(self, timeout):
        self.idle = self.loop.create_future()
        with suppress(asyncio.CancelledError, asyncio.TimeoutError):  # want RH309 "goes on with its work"
            async with asyncio.timeout(timeout):
                await self.idle
        await self.report("idle")

    async def careful_shutdown(self, timeout):
        self.idle = self.loop.create_future()
        with suppress(asyncio.TimeoutError):
            async with asyncio.timeout(timeout):
                await self.idle
        await self.report("idle")

    async def drain(self, queue):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:  # want RH309 "goes on with its work"
            pass
        await queue.put(None)

    async def close(self, writer):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass
        await writer.wait_closed()

    async def report(self, what):
        self.reports.append(what)
        await asyncio.sleep(0)

    async def stop(self, task):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await self.report("stopped")
