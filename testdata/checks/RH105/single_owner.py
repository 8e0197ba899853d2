"""RH105: one task is the only one that writes the attribute."""
import asyncio


class Feeder:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.current = None

    async def _send(self, item):
        await asyncio.sleep(0.1)

    async def run(self):
        while True:
            self.current = await self.queue.get()
            await self._send(self.current)
            print("sent", self.current)

    async def status(self):
        await asyncio.sleep(0)
        return self.current


async def main():
    feeder = Feeder()
    runner = asyncio.create_task(feeder.run())
    for n in range(3):
        feeder.queue.put_nowait(n)
        print(await feeder.status())
    await feeder.queue.join()
    runner.cancel()
    await asyncio.gather(runner, return_exceptions=True)


asyncio.run(main())
