"""RH204: the tasks are kept in a list, and one of them comes to cancel all."""
import asyncio
from contextlib import suppress


class Hub:
    def __init__(self, conn):
        self.conn = conn
        self.tasks = []

    async def start(self):
        self.report_task = asyncio.ensure_future(self._report())
        self.tasks.append(self.report_task)

    async def _report(self):
        while True:
            with suppress(ConnectionError):
                await self.conn.read()
                continue
            await self._reconnect()

    async def _reconnect(self):
        await self._close()
        await self.start()

    async def _close(self):
        for task in self.tasks:
            task.cancel()  # want RH204 "it cancels itself"
        await self.conn.close()


class OtherTasks:
    def __init__(self, conn):
        self.conn = conn
        self.tasks = []

    async def start(self):
        self.tasks.append(asyncio.ensure_future(self._beat()))

    async def _beat(self):
        while True:
            await asyncio.sleep(1)

    async def close(self):
        for task in self.tasks:
            task.cancel()
        await self.conn.close()
