"""RH209: a lock of the module."""
import asyncio

lock = asyncio.Lock()
jobs = asyncio.Queue()
done = []


async def work():
    async with lock:
        job = await jobs.get()  # want RH209 note "lock is held while jobs.get"
        done.append(job)


async def finished():
    async with lock:
        return list(done)
