"""RH207: a slot for one waiter, in which several tasks wait; who wakes goes through a helper."""
import asyncio


class Queue:
    def __init__(self):
        self.items = []
        self._waiter = None

    async def get(self):
        while not self.items:
            self._waiter = asyncio.get_running_loop().create_future()  # want RH207 "self._waiter has room for one waiter"
            await self._waiter
        return self.items.pop()

    def put(self, item):
        self.items.append(item)
        self._notify(self._waiter)

    def _notify(self, future):
        if future is not None and not future.done():
            future.set_result(None)


class FairQueue:
    """One future for all of them."""

    def __init__(self):
        self.items = []
        self._waiter = None

    async def get(self):
        while not self.items:
            if self._waiter is None or self._waiter.done():
                self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self.items.pop()

    def put(self, item):
        self.items.append(item)
        self._notify(self._waiter)

    def _notify(self, future):
        if future is not None and not future.done():
            future.set_result(None)


class Gate:
    def __init__(self):
        self._waiter = None

    async def wait(self):
        self._waiter = asyncio.Future()  # want RH207 "self._waiter has room for one waiter"
        await asyncio.wait([self._waiter], timeout=5)

    def wake(self):
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)


async def main():
    queue, fair, gate = Queue(), FairQueue(), Gate()
    await asyncio.gather(queue.get(), queue.get(), fair.get(), fair.get(), gate.wait(), gate.wait())
