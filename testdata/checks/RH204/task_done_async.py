"""RH204: task_done in coroutines."""
# no-strip-test: the queue counts in sequential code, too
import asyncio


class Worker:
    def __init__(self, handle):
        self.handle = handle
        self.jobs = asyncio.Queue()

    async def run(self):
        while True:
            job = await self.jobs.get()  # want RH204 error "without self.jobs.task_done"
            if not job.wanted:
                continue
            await self.handle(job)
            self.jobs.task_done()

    async def drain(self):
        await self.jobs.join()


class Timed:
    def __init__(self, handle):
        self.handle = handle
        self.jobs = asyncio.Queue()

    async def run(self):
        while True:
            try:
                job = await asyncio.wait_for(self.jobs.get(), 5)
            except asyncio.TimeoutError:
                continue
            try:
                await self.handle(job)
            except ValueError as err:
                print(err)
            finally:
                self.jobs.task_done()

    async def drain(self):
        await self.jobs.join()
