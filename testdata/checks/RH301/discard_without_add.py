"""RH301: a done callback does not keep the task that it is attached to."""
import asyncio

LIVE = set()


def report(task):
    if not task.cancelled() and task.exception():
        print("failed", task.exception())


async def sweep():
    await asyncio.sleep(60)


def start():
    task = asyncio.create_task(sweep())  # want RH301 "task"
    task.add_done_callback(LIVE.discard)


def start_chained():
    asyncio.create_task(sweep()).add_done_callback(report)  # want RH301 "task"


def start_kept():
    task = asyncio.create_task(sweep())
    LIVE.add(task)
    task.add_done_callback(LIVE.discard)
    task.add_done_callback(report)
