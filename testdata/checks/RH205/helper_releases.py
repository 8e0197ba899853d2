"""RH205: a helper of the object, a callback or another strand releases."""
import asyncio
import threading


class Pool:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.slots = asyncio.Semaphore(2)
        self.device = device

    def run(self):
        self.lock.acquire()
        try:
            self.device.run_all()
        finally:
            self._done()

    def _done(self):
        self.lock.release()

    async def spawn(self, work):
        await self.slots.acquire()
        task = asyncio.create_task(work())
        task.add_done_callback(lambda _: self.slots.release())
        return task


class Link:
    def __init__(self, starter):
        self.slots = threading.Semaphore(2)
        self.starter = starter

    def run(self, work):
        self.slots.acquire()
        job = self.starter.launch(work)
        job.link(self._done)
        return job

    def _done(self, job):
        self.slots.release()
