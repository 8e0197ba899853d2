"""RH301: executor jobs are kept by their pool and are another rule's business."""
import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)


def crunch(n):
    return n * n


async def offload(n):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, crunch, n)


async def offload_to_thread(n):
    return await asyncio.to_thread(crunch, n)


async def background(n):
    await asyncio.to_thread(crunch, n)


async def offload_later(n):
    asyncio.create_task(background(n))  # want RH301 "task"
