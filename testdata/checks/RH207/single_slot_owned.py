"""RH207: slots that one task alone uses, keyed ones, and one under a lock."""
import asyncio


class Handler:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None
        self.replies = {}
        self.lock = asyncio.Lock()
        self.reply = None

    def made(self):
        self.task = asyncio.create_task(self.run())
        self.task.add_done_callback(print)

    async def run(self):
        while True:
            self.waiter = self.loop.create_future()
            await self.waiter

    def feed(self):
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)

    async def ask(self, key):
        self.replies[key] = self.loop.create_future()
        try:
            return await self.replies[key]
        finally:
            del self.replies[key]

    def answered(self, key, value):
        self.replies[key].set_result(value)

    async def ask_alone(self):
        async with self.lock:
            self.reply = self.loop.create_future()
            return await self.reply

    def answered_alone(self, value):
        if self.reply is not None and not self.reply.done():
            self.reply.set_result(value)
