"""RH301: what is returned or yielded belongs to the caller."""
import asyncio
import contextlib


async def tick():
    await asyncio.sleep(1)


def begin():
    return asyncio.create_task(tick())


def begin_pair():
    return asyncio.create_task(tick()), "started"


def begin_many(n):
    return {i: asyncio.create_task(tick()) for i in range(n)}


def stream(n):
    for _ in range(n):
        yield asyncio.create_task(tick())


@contextlib.asynccontextmanager
async def ticking():
    task = asyncio.create_task(tick())
    try:
        yield task
    finally:
        task.cancel()


begin_later = lambda: asyncio.create_task(tick())
