import asyncio


class Base:
    """Gives its subclasses two ways to start something."""

    def __init__(self):
        self.running = set()

    def start(self, coro):
        return asyncio.ensure_future(coro)

    def start_kept(self, coro):
        task = asyncio.ensure_future(coro)
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        return task
