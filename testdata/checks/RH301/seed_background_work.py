"""RH301: the pattern of the rule's description and its fix."""
import asyncio


async def background_work():
    await asyncio.sleep(1)


class Service:
    def __init__(self):
        self._tasks = set()

    async def start(self):
        asyncio.create_task(background_work())  # want RH301 "task"

    async def start_tracked(self):
        self._tasks.add(task := asyncio.create_task(background_work()))
        task.add_done_callback(self._tasks.discard)
