"""RH301: tasks that a context manager starts for its own lifetime."""
import asyncio


class KeepAlive:
    async def _beat(self):
        while True:
            await asyncio.sleep(1)

    async def __aenter__(self):
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *exc):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


class KeepAliveLost:
    async def _beat(self):
        while True:
            await asyncio.sleep(1)

    async def __aenter__(self):
        asyncio.create_task(self._beat())  # want RH301 "task"
        return self

    async def __aexit__(self, *exc):
        return None


async def use():
    async with KeepAlive():
        await asyncio.sleep(5)
