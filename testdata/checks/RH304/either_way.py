"""RH304: a spawner that takes coroutine functions and plain ones; these run in threads."""
import asyncio


class Hub:
    def __init__(self):
        self.loop = asyncio.get_running_loop()

    def create_task(self, target, *args):
        if asyncio.iscoroutinefunction(target):
            return self.loop.create_task(target(*args))
        return self.loop.run_in_executor(None, target, *args)

    def save(self):
        self.loop.call_later(1, print)

    async def discover(self):
        def search():
            self.found(1)

        async def save_later():
            self.save()

        await self.create_task(search)
        await self.create_task(save_later)

    def found(self, player):
        self.save()  # want RH304 "call_later"
