"""RH105: the same loop as in single_owner.py, started four times over one object."""
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
            print("sent", self.current)  # want RH105 "self.current"

    async def run_local(self):
        while True:
            current = await self.queue.get()
            await self._send(current)
            print("sent", current)


async def main():
    feeder = Feeder()
    workers = [asyncio.create_task(feeder.run()) for _ in range(4)]
    workers += [asyncio.create_task(feeder.run_local()) for _ in range(4)]
    await asyncio.gather(*workers)


asyncio.run(main())
