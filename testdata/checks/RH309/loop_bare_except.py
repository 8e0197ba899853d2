"""RH309: a bare except in a worker's loop."""
import asyncio


async def worker(jobs: asyncio.Queue, run):
    while True:
        job = await jobs.get()
        try:
            await run(job)
        except:  # want RH309 "bare except"
            print("job failed")


async def worker_right(jobs: asyncio.Queue, run):
    while True:
        job = await jobs.get()
        try:
            await run(job)
        except Exception:
            print("job failed")
