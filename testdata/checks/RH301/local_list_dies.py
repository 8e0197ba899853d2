"""RH301: a local list keeps its tasks only as long as it lives itself."""
import asyncio


async def push(target, text):
    await asyncio.sleep(0.1)
    print(target, text)


def broadcast(targets, text):
    tasks = []
    for target in targets:
        tasks.append(asyncio.create_task(push(target, text)))  # want RH301 "task"
    return len(tasks)


def broadcast_comprehension(targets, text):
    tasks = [asyncio.create_task(push(t, text)) for t in targets]  # want RH301 "task"
    print("started", len(tasks))


def broadcast_returned(targets, text):
    tasks = []
    for target in targets:
        tasks.append(asyncio.create_task(push(target, text)))
    return tasks


async def broadcast_waited(targets, text):
    tasks = [asyncio.create_task(push(t, text)) for t in targets]
    await asyncio.wait(tasks)
