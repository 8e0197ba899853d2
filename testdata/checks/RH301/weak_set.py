"""RH301: a set of weak references keeps a task no better than the loop does."""
import asyncio
import weakref

SEEN = weakref.WeakSet()


async def sweep():
    await asyncio.sleep(5)


class Janitor:
    def __init__(self):
        self.weak = weakref.WeakSet()
        self.strong = set()

    def start(self):
        self.weak.add(asyncio.create_task(sweep()))  # want RH301 "task"

    def start_global(self):
        task = asyncio.create_task(sweep())  # want RH301 "task"
        SEEN.add(task)

    def start_both(self):
        task = asyncio.create_task(sweep())
        self.weak.add(task)
        self.strong.add(task)
