"""RH306: the task goes from a local to an attribute, which is cancelled elsewhere."""
import asyncio


class Watch:
    def __init__(self):
        self.poller = None
        self.ended = 0

    def begin(self, coro):
        task = asyncio.ensure_future(coro)
        task.add_done_callback(self._over)
        self.poller = task

    def _over(self, task):
        error = task.exception()  # want RH306 "done callback Watch._over ends here"
        print(error)
        self.ended += 1

    def stop(self):
        self.poller.cancel()


class WatchRight:
    def __init__(self):
        self.poller = None
        self.ended = 0

    def begin(self, coro):
        task = asyncio.ensure_future(coro)
        task.add_done_callback(self._over)
        self.poller = task

    def _over(self, task):
        try:
            error = task.exception()
        except asyncio.CancelledError:
            error = None
        print(error)
        self.ended += 1

    def stop(self):
        self.poller.cancel()
