"""RH110: events of tasks, which switch at a suspension only."""
import asyncio


class Early:
    def __init__(self):
        self.done = asyncio.Event()
        self.result = None

    async def work(self, job):
        self.done.set()  # want RH110 warning "self.result"
        self.result = await job()

    async def wait(self):
        await self.done.wait()
        return self.result


class Together:
    def __init__(self):
        self.done = asyncio.Event()
        self.result = None

    async def work(self, job):
        result = await job()
        self.done.set()
        self.result = result

    async def wait(self):
        await self.done.wait()
        return self.result
