"""RH304: a job that the project's own executor helper runs, through a helper that the loop uses, too."""
import asyncio
from functools import partial


class Core:
    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.tasks = set()

    def run_blocking(self, func, *args):
        return self.loop.run_in_executor(None, partial(func, *args))

    def start(self, coro):
        task = self.loop.create_task(coro)
        self.tasks.add(task)
        return task


class Docker:
    def __init__(self, core: Core):
        self.core = core

    async def _notify(self):
        await asyncio.sleep(0)

    def _attach(self):
        self.core.start(self._notify())  # want RH304 "create_task.*reached from here in the thread that runs Docker._attach"

    def _attach_right(self):
        asyncio.run_coroutine_threadsafe(self._notify(), self.core.loop).add_done_callback(print)

    async def attach(self):
        await self.core.run_blocking(self._attach)
        await self.core.run_blocking(self._attach_right)
        self.core.start(self._notify())
