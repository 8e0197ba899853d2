"""RH307: the coroutine is made at once; the task that is to await it may be cancelled before it starts."""
import asyncio


class Subscription:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.calls = {}

    async def next(self, number, timeout):
        task = asyncio.create_task(
            asyncio.wait_for(self.queue.get(), timeout)  # want RH307 "never awaits it"
        )
        self.calls[number] = task
        return await task

    async def next_carefully(self, number, timeout):
        async def get():
            return await asyncio.wait_for(self.queue.get(), timeout)

        task = asyncio.create_task(get())
        self.calls[number] = task
        return await task

    def close(self):
        for task in self.calls.values():
            task.cancel()
        self.calls.clear()


class Simple:
    def __init__(self):
        self.queue = asyncio.Queue()

    async def next(self, timeout):
        task = asyncio.create_task(asyncio.wait_for(self.queue.get(), timeout))
        return await task
