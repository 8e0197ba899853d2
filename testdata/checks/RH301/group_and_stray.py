"""RH301: inside a group's block, a task of asyncio's own is still a stray."""
import asyncio


async def step(n):
    await asyncio.sleep(n)


async def mixed():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(step(1))
        asyncio.create_task(step(2))  # want RH301 "task"


async def mixed_awaited():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(step(1))
        extra = asyncio.create_task(step(2))
        await extra


class Pool:
    def __init__(self):
        self._tg = asyncio.TaskGroup()

    async def __aenter__(self):
        await self._tg.__aenter__()
        return self

    async def __aexit__(self, *exc):
        return await self._tg.__aexit__(*exc)

    def submit(self, n):
        self._tg.create_task(step(n))
