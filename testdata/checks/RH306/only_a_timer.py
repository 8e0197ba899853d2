"""RH306: a timer that has nothing to fail at."""
import asyncio


class Limit:
    def __init__(self):
        self.left = 5

    async def _refill(self):
        await asyncio.sleep(1)
        self.left = 5

    def hit(self):
        self.left -= 1
        self.timer = asyncio.create_task(self._refill())

    def close(self):
        self.timer.cancel()
