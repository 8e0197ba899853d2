"""RH312: the worker takes the cancellation of its children for its own."""
import asyncio
import contextlib


class Fetcher:
    def __init__(self, assignments):
        self.assignments = assignments
        self.jobs = set()

    async def routine(self):
        try:
            while True:
                change = await self.assignments.get()
                for job in self.jobs:
                    if not job.done():
                        job.cancel()  # want RH312 "takes it for its own"
                    await job
                self.jobs.clear()
                print(change)
        except asyncio.CancelledError:
            pass

    async def routine_right(self):
        try:
            while True:
                change = await self.assignments.get()
                for job in self.jobs:
                    if not job.done():
                        job.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await job
                self.jobs.clear()
                print(change)
        except asyncio.CancelledError:
            pass
