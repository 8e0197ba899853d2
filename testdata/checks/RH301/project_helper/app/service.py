import asyncio

from . import background
from .background import spawn, spawn_kept


class Service:
    def __init__(self):
        self.flusher = None

    async def _flush(self):
        await asyncio.sleep(1)

    def start(self):
        spawn(self._flush())  # want RH301 "task"
        spawn_kept(self._flush())
        background.spawn_lost(self._flush())
        background.spawn(self._flush())  # want RH301 "task"
        self.flusher = spawn(self._flush())
