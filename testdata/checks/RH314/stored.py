"""RH314: a task that the object keeps belongs to the object."""
import asyncio


class Reader:
    def __init__(self, queue, closed):
        self.queue = queue
        self.closed = closed
        self.pending = None

    async def next(self):
        if self.pending is None:
            self.pending = asyncio.create_task(self.queue.get())
        await asyncio.wait([self.pending], timeout=1)
        if self.pending.done():
            task, self.pending = self.pending, None
            return task.result()
        return None

    def close(self):
        if self.pending is not None:
            self.pending.cancel()
