"""RH309: contextlib.suppress around the task's own work."""
import asyncio
import contextlib
from contextlib import suppress


async def pump(queue: asyncio.Queue, send):
    while True:
        with suppress(asyncio.CancelledError):  # want RH309 "with statement"
            send(await queue.get())


async def pump_right(queue: asyncio.Queue, send):
    while True:
        with suppress(ConnectionError):
            send(await queue.get())


async def stop(task):
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def once(queue: asyncio.Queue):
    with suppress(asyncio.CancelledError):
        return await queue.get()
