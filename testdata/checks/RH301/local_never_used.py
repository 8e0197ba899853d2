"""RH301: a local holds the task and dies at once with the function."""
import asyncio


async def archive(path):
    await asyncio.sleep(1)
    return path


def schedule(path):
    task = asyncio.create_task(archive(path))  # want RH301 "task"
    print("scheduled", path)


def schedule_logged(path):
    task = asyncio.create_task(archive(path))  # want RH301 "task"
    print("scheduled", task.get_name())


def schedule_returned(path):
    task = asyncio.create_task(archive(path))
    return task


async def schedule_awaited(path):
    task = asyncio.create_task(archive(path))
    print("scheduled", path)
    await task
