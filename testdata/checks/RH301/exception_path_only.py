"""RH301: awaited on every normal path; an exception elsewhere is no fire-and-forget."""
import asyncio


async def left():
    await asyncio.sleep(0.1)
    return 1


async def right():
    await asyncio.sleep(0.2)
    return 2


async def total():
    task = asyncio.create_task(left())
    other = await right()
    return other + await task


async def total_timed():
    task = asyncio.create_task(left())
    async with asyncio.timeout(1):
        other = await right()
    return other + await asyncio.wait_for(task, 1)
