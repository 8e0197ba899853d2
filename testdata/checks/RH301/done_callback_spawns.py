"""RH301: a done callback that restarts the work and drops the new task."""
import asyncio


class Runner:
    def __init__(self):
        self.task = None

    async def _run(self):
        await asyncio.sleep(1)
        raise ConnectionError

    def start(self):
        self.task = asyncio.create_task(self._run())
        self.task.add_done_callback(self._again)

    def _again(self, task):
        if task.exception():
            asyncio.create_task(self._run())  # want RH301 "task"

    def start_kept(self):
        self.task = asyncio.create_task(self._run())
        self.task.add_done_callback(self._again_kept)

    def _again_kept(self, task):
        if task.exception():
            self.start_kept()
