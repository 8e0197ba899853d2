"""RH301: a decorator turns a coroutine function into a fire-and-forget call."""
import asyncio
import functools

ALIVE = set()


def detached(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        asyncio.create_task(func(*args, **kwargs))  # want RH301 "task"

    return wrapper


def detached_kept(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        task = asyncio.create_task(func(*args, **kwargs))
        ALIVE.add(task)
        task.add_done_callback(ALIVE.discard)

    return wrapper


@detached
async def beep(n):
    await asyncio.sleep(n)


@detached_kept
async def boop(n):
    await asyncio.sleep(n)


async def main():
    beep(1)
    boop(1)
    await asyncio.sleep(2)


asyncio.run(main())
