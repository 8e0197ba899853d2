"""RH302: tasks that a set or list keeps, and that nobody waits for before the resource is closed."""
import asyncio


async def in_set(pool, jobs):
    tasks = set()
    async with pool.connect() as conn:
        for job in jobs:
            task = asyncio.create_task(job.run(conn))  # want RH302 "conn"
            tasks.add(task)
            task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)


async def in_list(pool, jobs):
    tasks = []
    async with pool.connect() as conn:
        for job in jobs:
            tasks.append(asyncio.create_task(job.run(conn)))  # want RH302 "conn"
    for task in tasks:
        await task


async def in_time(pool, jobs):
    tasks = set()
    async with pool.connect() as conn:
        for job in jobs:
            tasks.add(asyncio.create_task(job.run(conn)))
        await asyncio.gather(*tasks)


async def in_time_one_by_one(pool, jobs):
    tasks = []
    async with pool.connect() as conn:
        for job in jobs:
            tasks.append(asyncio.create_task(job.run(conn)))
        for task in tasks:
            await task


async def seen_to(pool, jobs, watch):
    tasks = []
    async with pool.connect() as conn:
        for job in jobs:
            tasks.append(asyncio.create_task(job.run(conn)))
        await watch(tasks)
