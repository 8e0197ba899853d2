"""RH204: a task comes to await itself."""
import asyncio


class Worker:
    async def start(self, jobs):
        self.task = asyncio.create_task(self._run(jobs))

    async def _run(self, jobs):
        async for job in jobs:
            if job is None:
                await self.stop()
                return
            await job()

    async def stop(self):
        await self.task  # want RH204 "a task that awaits itself gets no further"


class Asks:
    async def start(self, jobs):
        self.task = asyncio.create_task(self._run(jobs))

    async def _run(self, jobs):
        async for job in jobs:
            if job is None:
                await self.stop()
                return
            await job()

    async def stop(self):
        if asyncio.current_task() is self.task:
            return
        await self.task


class Apart:
    """Nobody in the task waits for it."""

    async def start(self, jobs):
        self.task = asyncio.create_task(self._run(jobs))

    async def _run(self, jobs):
        async for job in jobs:
            await job()

    async def stop(self):
        await self.task
