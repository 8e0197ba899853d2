"""RH301: an underscore keeps the task no longer than a statement does."""
import asyncio


async def refresh(name):
    await asyncio.sleep(0.5)
    return name


async def on_miss(name):
    _ = asyncio.create_task(refresh(name))  # want RH301 "task"
    return None


async def on_misses(names):
    for name in names:
        _ = asyncio.create_task(refresh(name))  # want RH301 "task"


async def on_miss_awaited(name):
    task = asyncio.create_task(refresh(name))
    print("refreshing", name)
    return await task
