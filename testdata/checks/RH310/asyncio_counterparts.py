"""RH310: the asyncio objects of the same names do not block."""
import asyncio


class Bridge:
    def __init__(self):
        self.inbox = asyncio.Queue()
        self.done = asyncio.Event()
        self.lock = asyncio.Lock()

    async def take(self):
        await self.lock.acquire()  # want RH205 "self.lock is acquired here"
        await self.done.wait()
        item = await self.inbox.get()
        self.lock.release()
        return item

    async def finished(self, task):
        await asyncio.wait([task])
        return task.result()
