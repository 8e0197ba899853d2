"""RH301: one path returns before the task is met."""
import asyncio


async def metrics(job):
    await asyncio.sleep(5)


async def run(job):
    await asyncio.sleep(0.1)
    return job.get("ok")


async def supervised(job):
    task = asyncio.create_task(metrics(job))  # want RH301 "task"
    if not await run(job):
        return "failed"
    await task
    return "done"


async def supervised_cancelled(job):
    task = asyncio.create_task(metrics(job))
    if not await run(job):
        task.cancel()
        return "failed"
    await task
    return "done"


async def supervised_finally(job):
    task = asyncio.create_task(metrics(job))
    try:
        return await run(job)
    finally:
        await task
