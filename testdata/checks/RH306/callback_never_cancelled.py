"""RH306: nobody cancels the task, or the one who does leaves word."""
import asyncio


class Plain:
    def __init__(self):
        self.job = None

    def begin(self, coro):
        self.job = asyncio.ensure_future(coro)
        self.job.add_done_callback(self._done)

    def _done(self, task):
        print(task.exception())
        self.job = None


class LeavesWord:
    def __init__(self):
        self.job = None
        self.stopped = False

    def begin(self, coro):
        self.job = asyncio.ensure_future(coro)
        self.job.add_done_callback(self._done)

    def _done(self, task):
        if not self.stopped and task.exception():
            print("failed")
        self.job = None

    def stop(self):
        self.stopped = True
        self.job.cancel()
