"""RH105: set an attribute, wait, rely on it; with the uses that a class makes of it."""
import asyncio


class Printer:
    def __init__(self):
        self.job = None
        self.pages = 0

    async def _warm_up(self):
        await asyncio.sleep(1)

    async def print(self, job):
        self.job = job
        await self._warm_up()
        return f"printed {self.job}"  # want RH105 "self.job"

    async def print_member(self, job):
        self.job = job
        await self._warm_up()
        return self.job.name  # want RH105 "self.job"

    async def print_argument(self, job):
        self.job = job
        await self._warm_up()
        await self._send(self.job)  # want RH105 "self.job"

    async def _send(self, job):
        await asyncio.sleep(0.1)
        self.pages += 1

    async def print_before(self, job):
        self.job = job
        name = f"printing {self.job}"
        await self._warm_up()
        return name

    async def print_local(self, job):
        self.job = job
        await self._warm_up()
        return f"printed {job}"


async def main(jobs):
    printer = Printer()
    async with asyncio.TaskGroup() as tg:
        for job in jobs:
            tg.create_task(printer.print(job))
            tg.create_task(printer.print_member(job))
            tg.create_task(printer.print_argument(job))
            tg.create_task(printer.print_before(job))
            tg.create_task(printer.print_local(job))
