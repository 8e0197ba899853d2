"""RH311: set in every turn of a loop, read in the same turn behind an await."""
import asyncio
import threading

job = threading.local()


async def worker(queue):
    while True:
        job.item = await queue.get()
        await asyncio.sleep(1)
        print(job.item)  # want RH311 "job.item"


async def worker_right(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(1)
        print(item)
