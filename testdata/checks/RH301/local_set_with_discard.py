"""RH301: the discard pattern over a set that is itself local keeps nothing."""
import asyncio

BACKGROUND = set()


async def reindex(doc):
    await asyncio.sleep(0.3)
    print("reindexed", doc)


def changed(doc):
    tasks = set()
    task = asyncio.create_task(reindex(doc))  # want RH301 "task"
    tasks.add(task)
    print("pending", len(tasks))


def changed_global(doc):
    task = asyncio.create_task(reindex(doc))
    BACKGROUND.add(task)
    task.add_done_callback(BACKGROUND.discard)


def changed_given(doc, tasks):
    task = asyncio.create_task(reindex(doc))
    tasks.add(task)
    task.add_done_callback(tasks.discard)
