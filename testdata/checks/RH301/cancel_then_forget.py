"""RH301: a task that was cancelled or had its result taken is no stray."""
import asyncio


async def tail(path):
    while True:
        await asyncio.sleep(1)


async def first_lines(path):
    task = asyncio.create_task(tail(path))
    await asyncio.sleep(3)
    task.cancel()


async def race(path):
    task = asyncio.create_task(tail(path))
    while not task.done():
        await asyncio.sleep(0.1)
    return task.result()


async def suppressed(path):
    task = asyncio.create_task(tail(path))
    await asyncio.sleep(3)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
