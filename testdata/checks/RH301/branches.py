"""RH301: the task is kept on one branch and dropped on the other."""
import asyncio


class Cache:
    def __init__(self):
        self.pending = {}

    async def _load(self, key):
        await asyncio.sleep(0.1)
        return key

    def prefetch(self, key, urgent):
        if urgent:
            self.pending[key] = asyncio.create_task(self._load(key))
        else:
            asyncio.create_task(self._load(key))  # want RH301 "task"

    def prefetch_kept(self, key, urgent):
        task = asyncio.create_task(self._load(key))
        if urgent:
            task.set_name("urgent")
        self.pending[key] = task

    async def prefetch_choice(self, key, wait):
        task = asyncio.create_task(self._load(key))
        if wait:
            return await task
        self.pending[key] = task
        return None
