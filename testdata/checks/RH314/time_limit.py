"""RH314: the time is out, and the task runs on."""
import asyncio


async def fetch(client, url):
    task = asyncio.create_task(client.get(url))
    await asyncio.wait([task], timeout=5)  # want RH314 "may still run"
    if task.done():
        return task.result()
    return None


async def fetch_carefully(client, url):
    task = asyncio.create_task(client.get(url))
    try:
        await asyncio.wait([task], timeout=5)
        return task.result() if task.done() else None
    finally:
        task.cancel()
