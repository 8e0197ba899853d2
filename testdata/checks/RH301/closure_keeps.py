"""RH301: a closure that outlives the function keeps the task."""
import asyncio


async def watch(path):
    while True:
        await asyncio.sleep(1)


def start(path):
    task = asyncio.create_task(watch(path))

    def stop():
        task.cancel()

    return stop


def start_lambda(path, bus):
    task = asyncio.create_task(watch(path))
    bus.subscribe("stop", lambda: task.cancel())


def start_nonlocal(path):
    task = None

    def ensure():
        nonlocal task
        if task is None:
            task = asyncio.create_task(watch(path))

    return ensure
