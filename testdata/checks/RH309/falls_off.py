"""RH309: the handler falls off the end, and the caller takes None for a message."""
import asyncio


class Subscription:
    def __init__(self, queue: asyncio.Queue):
        self.queue = queue

    async def next(self, timeout):
        try:
            return await asyncio.wait_for(self.queue.get(), timeout)
        except asyncio.TimeoutError:
            raise LookupError("no message")
        except asyncio.CancelledError:  # want RH309 "ordinary result"
            print("cancelled")

    async def next_right(self, timeout):
        try:
            return await asyncio.wait_for(self.queue.get(), timeout)
        except asyncio.TimeoutError:
            raise LookupError("no message")
        except asyncio.CancelledError:
            print("cancelled")
            raise
