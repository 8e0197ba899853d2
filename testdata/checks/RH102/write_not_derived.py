"""RH102: a write after an await whose value owes nothing to an old read."""
import asyncio


class Job:
    def __init__(self):
        self.state = "new"
        self.result = None
        self.previous = None

    async def _compute(self):
        await asyncio.sleep(0.1)
        return 42

    async def run(self):
        self.result = await self._compute()

    async def rerun(self):
        print("was", self.result)
        self.result = await self._compute()

    async def finish(self):
        print("leaving", self.state)
        await self._compute()
        self.state = "done"

    async def remember(self):
        old = self.state
        await self._compute()
        self.previous = old


async def main():
    job = Job()
    await asyncio.gather(job.run(), job.rerun(), job.finish(), job.remember(), job.remember())


asyncio.run(main())
