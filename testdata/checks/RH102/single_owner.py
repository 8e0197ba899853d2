"""RH102: one task owns the state; the others only look at it."""
import asyncio


class Consumer:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.handled = 0
        self.retried = 0

    async def _handle(self, item):
        await asyncio.sleep(0.1)
        return 1

    async def _run(self):
        while True:
            item = await self.queue.get()
            self.handled += await self._handle(item)

    async def status(self):
        await asyncio.sleep(0)
        return self.handled


async def main():
    consumer = Consumer()
    runner = asyncio.create_task(consumer._run())
    for n in range(10):
        await consumer.queue.put(n)
        print(await consumer.status())
    runner.cancel()
    await asyncio.gather(runner, return_exceptions=True)


asyncio.run(main())
