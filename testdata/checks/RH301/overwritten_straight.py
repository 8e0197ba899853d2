"""RH301: a second spawn overwrites the local that held the first one."""
import asyncio


async def load(part):
    await asyncio.sleep(0.1)
    return part


async def both():
    task = asyncio.create_task(load("head"))  # want RH301 "task"
    task = asyncio.create_task(load("tail"))
    return await task


async def both_in_turn():
    task = asyncio.create_task(load("head"))
    head = await task
    task = asyncio.create_task(load("tail"))
    return head, await task


async def both_named():
    head = asyncio.create_task(load("head"))
    tail = asyncio.create_task(load("tail"))
    return await head, await tail
