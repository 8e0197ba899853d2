"""RH301: a loop callback returns the task to the loop, which drops it."""
import asyncio


class Session:
    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.closing = None

    async def close(self):
        await asyncio.sleep(0)

    def expire(self):
        self.loop.call_later(30, lambda: asyncio.create_task(self.close()))  # want RH301 "task"

    def expire_soon(self):
        self.loop.call_soon(lambda: asyncio.ensure_future(self.close()))  # want RH301 "task"

    def expire_kept(self):
        self.loop.call_later(30, self._expire)

    def _expire(self):
        self.closing = asyncio.create_task(self.close())
