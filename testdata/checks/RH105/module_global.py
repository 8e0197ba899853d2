"""RH105: a module variable used as if it were a local."""
import asyncio

current_job = None
last_job = None


async def work(job):
    await asyncio.sleep(job)


async def run(job):
    global current_job
    current_job = job
    await work(job)
    print("finished", current_job)  # want RH105 "current_job"


async def run_local(job):
    current_job = job
    await work(job)
    print("finished", current_job)


async def run_noted(job):
    global last_job
    last_job = job
    await work(job)
    print("finished", job)


async def main():
    async with asyncio.TaskGroup() as tg:
        for job in (1, 2, 3):
            tg.create_task(run(job))
            tg.create_task(run_local(job))
            tg.create_task(run_noted(job))


asyncio.run(main())
