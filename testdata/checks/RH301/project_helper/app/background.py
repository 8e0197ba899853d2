import asyncio

_kept = set()


def spawn(coro):
    """The caller owns the task."""
    return asyncio.create_task(coro)


def spawn_kept(coro):
    """This module owns the task."""
    task = asyncio.create_task(coro)
    _kept.add(task)
    task.add_done_callback(_kept.discard)
    return task


def spawn_lost(coro):
    asyncio.create_task(coro)  # want RH301 "task"
