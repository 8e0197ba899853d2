"""RH308: a future that is made for one operation has one waiter."""
import asyncio


class Holder:
    def __init__(self, loop):
        self.loop = loop
        self.released = None

    def acquire(self):
        self.released = self.loop.create_future()

    def release(self):
        if not self.released.done():
            self.released.set_result(None)

    async def wait_until_released(self):
        await self.released


class _Attempt:
    def __init__(self):
        self.outcome = asyncio.Future()

    def start(self):
        return self.outcome


async def connect():
    attempt = _Attempt()
    return await attempt.start()
