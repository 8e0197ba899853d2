"""RH102: a loop starts many workers over one object; compare single_owner.py."""
import asyncio


class Consumer:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.handled = 0

    async def _handle(self, item):
        await asyncio.sleep(0.1)
        return 1

    async def _run(self):
        while True:
            item = await self.queue.get()
            self.handled += await self._handle(item)  # want RH102 "self.handled"

    async def run(self, n):
        workers = [asyncio.create_task(self._run()) for _ in range(n)]
        await self.queue.join()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


async def main():
    await Consumer().run(4)


asyncio.run(main())
