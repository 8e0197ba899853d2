"""RH314: what is pending is awaited in the next round."""
import asyncio


async def bounded(jobs, limit):
    running = set()
    try:
        for job in jobs:
            running.add(asyncio.create_task(job()))
            if len(running) >= limit:
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.gather(*running)
    finally:
        for task in running:
            task.cancel()
