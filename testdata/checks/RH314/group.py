"""RH314: a task group sees to its tasks, and gather to its own."""
import asyncio


async def first(a, b):
    async with asyncio.TaskGroup() as group:
        one = group.create_task(a.wait())
        two = group.create_task(b.wait())
        await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)
        one.cancel()
        two.cancel()


async def both(a, b):
    return await asyncio.gather(a.wait(), b.wait())
