"""RH301: ensure_future returns a task that it is given, and makes one of a coroutine."""
import asyncio
import inspect

ALIVE = set()


async def bake(bread):
    await asyncio.sleep(1)


def schedule(context, bread):
    task = context.run(asyncio.get_running_loop().create_task, bake(bread))
    ALIVE.add(task)
    asyncio.ensure_future(task).add_done_callback(lambda _: ALIVE.remove(task))
    return task


def typed(bread):
    job = asyncio.create_task(bake(bread))
    ALIVE.add(job)
    asyncio.ensure_future(job)


def on_click(handler, event):
    result = handler(event)
    if inspect.iscoroutine(result):
        asyncio.ensure_future(result)  # want RH301 "task"


def twice(make):
    job = make()
    again = asyncio.ensure_future(job)
    assert again is asyncio.ensure_future(job)
    return again


async def one_way_or_the_other(coro, now):
    if now:
        await coro
    else:
        asyncio.ensure_future(coro)  # want RH301 "the task coro"
