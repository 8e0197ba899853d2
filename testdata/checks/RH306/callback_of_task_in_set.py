"""RH306: tasks in a set are cancelled together; their callback asks for the result."""
import asyncio
import contextlib


class Pool:
    def __init__(self):
        self.tasks = set()
        self.free = 4

    def launch(self, coro):
        task = asyncio.ensure_future(coro)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task):
        self.tasks.discard(task)
        print(task.result())  # want RH306 "result"
        self.free += 1

    async def close(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class PoolRight:
    def __init__(self):
        self.tasks = set()
        self.free = 4

    def launch(self, coro):
        task = asyncio.ensure_future(coro)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task):
        self.tasks.discard(task)
        with contextlib.suppress(asyncio.CancelledError):
            print(task.result())
        self.free += 1

    async def close(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
