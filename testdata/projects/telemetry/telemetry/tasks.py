"""Background tasks that somebody has to keep."""
import asyncio
import logging

log = logging.getLogger(__name__)


class Background:
    """Keeps its tasks alive until they are done, and ends them on close."""

    def __init__(self):
        self._tasks = set()

    def spawn(self, coro):
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("background task failed", exc_info=task.exception())

    async def close(self):
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def detach(coro):
    """Starts a task; the caller keeps it."""
    return asyncio.create_task(coro)
