"""RH105: marking what is active, and taking the mark away again."""
import asyncio


class Board:
    def __init__(self):
        self.active = None
        self.loading = False
        self.finished = []

    async def _run(self, job):
        await asyncio.sleep(0.1)

    async def run(self, job):
        self.active = job
        await self._run(job)
        self.finished.append(self.active)  # want RH105 "self.active"

    async def run_checked(self, job):
        self.active = job
        await self._run(job)
        if self.active is job:
            self.active = None

    async def load(self):
        self.loading = True
        await self._run("load")  # want RH308 "self.loading"
        self.loading = False  # miss RH105 "blind reset: the value is not read, only overwritten"

    async def wait_loaded(self):
        while self.loading:
            await asyncio.sleep(0.01)


async def main():
    b = Board()
    await asyncio.gather(b.run(1), b.run(2), b.run_checked(3), b.run_checked(4))
    await asyncio.gather(b.load(), b.load(), b.wait_loaded())


asyncio.run(main())
