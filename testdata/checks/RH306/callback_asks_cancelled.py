"""RH306: the done callback asks a cancelled task, and the rest of it is skipped."""
import asyncio


class Sender:
    def __init__(self, queue):
        self.queue = queue
        self.worker = None
        self.waiting = []

    async def begin(self):
        self.worker = asyncio.create_task(self._work())
        self.worker.add_done_callback(self._ended)

    async def _work(self):
        while True:
            (await self.queue.get())()

    def _ended(self, task):
        if task.exception() is not None:  # want RH306 "raises CancelledError"
            print("failed")
        for waiter in self.waiting:
            waiter.set_result(None)

    async def close(self):
        self.worker.cancel()
        await asyncio.wait([self.worker])


class SenderRight:
    def __init__(self, queue):
        self.queue = queue
        self.worker = None
        self.waiting = []

    async def begin(self):
        self.worker = asyncio.create_task(self._work())
        self.worker.add_done_callback(self._ended)

    async def _work(self):
        while True:
            (await self.queue.get())()

    def _ended(self, task):
        if not task.cancelled() and task.exception() is not None:
            print("failed")
        for waiter in self.waiting:
            waiter.set_result(None)

    async def close(self):
        self.worker.cancel()
        await asyncio.wait([self.worker])
