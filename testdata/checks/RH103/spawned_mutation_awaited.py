"""RH103: a task that the loop starts and awaits changes the container."""
# no-strip-test: without async, making a coroutine is running it
import asyncio


class Jobs:
    def __init__(self):
        self.open = {}

    async def _finish(self, key):
        await asyncio.sleep(0.1)
        self.open.pop(key)

    async def finish_all(self):
        for key in self.open:
            await asyncio.create_task(self._finish(key))  # want RH103 "self.open"

    async def finish_together(self):
        await asyncio.gather(*[self._finish(key) for key in self.open])

    async def finish_group(self):
        async with asyncio.TaskGroup() as tg:
            for key in self.open:
                tg.create_task(self._finish(key))


async def main():
    jobs = Jobs()
    await jobs.finish_all()
    await jobs.finish_together()
    await jobs.finish_group()


asyncio.run(main())
