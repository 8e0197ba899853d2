"""RH102: the methods run together but each has a field of its own."""
import asyncio


class Monitor:
    def __init__(self):
        self.up = 0
        self.down = 0

    async def _read(self, name):
        await asyncio.sleep(0.1)
        return 1

    async def watch_up(self):
        while True:
            self.up += await self._read("up")

    async def watch_down(self):
        while True:
            self.down += await self._read("down")


async def main():
    monitor = Monitor()
    await asyncio.gather(monitor.watch_up(), monitor.watch_down())


asyncio.run(main())
