"""RH314: the time runs out, the task does not."""
import asyncio


async def briefly(work):
    task = asyncio.create_task(work())
    done, pending = await asyncio.wait({task}, timeout=5)  # want RH314 "may still run"
    if done:
        return task.result()
    return None


async def briefly_right(work):
    return await asyncio.wait_for(work(), 5)
