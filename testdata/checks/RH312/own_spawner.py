"""RH312: the task comes from the project's own spawner, and is kept in a set."""
import asyncio

ALIVE = set()


def launch(coro):
    task = asyncio.ensure_future(coro)
    ALIVE.add(task)
    task.add_done_callback(ALIVE.discard)
    return task


class Poller:
    def __init__(self, api):
        self.api = api

    def begin(self):
        self.loop_task = launch(self._poll())

    async def _poll(self):
        while True:
            await self.api.poll()

    async def finish(self):
        self.loop_task.cancel()  # want RH312 "awaited bare"
        await self.loop_task


class PollerRight:
    def __init__(self, api):
        self.api = api

    def begin(self):
        self.loop_task = launch(self._poll())

    async def _poll(self):
        while True:
            await self.api.poll()

    async def finish(self):
        self.loop_task.cancel()
        await asyncio.wait([self.loop_task])
