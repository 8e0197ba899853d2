"""RH301: ensure_future makes a task as create_task does."""
import asyncio
from asyncio import ensure_future


class Link:
    def __init__(self):
        self.monitor = None

    async def _watch(self):
        while True:
            await asyncio.sleep(5)

    def opened(self):
        asyncio.ensure_future(self._watch())  # want RH301 "task"

    def opened_by_name(self):
        ensure_future(self._watch())  # want RH301 "task"

    def opened_kept(self):
        self.monitor = asyncio.ensure_future(self._watch())
