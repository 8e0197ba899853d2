"""RH102: a flag that is tested and set without a gap lets only one task in."""
import asyncio


class Sync:
    def __init__(self):
        self.busy = False
        self.cursor = 0
        self.skipped = 0

    async def _pull(self, cursor):
        await asyncio.sleep(1)
        return 10

    async def run(self):
        if self.busy:
            self.skipped += 1
            return
        self.busy = True
        try:
            self.cursor += await self._pull(self.cursor)
        finally:
            self.busy = False


async def main():
    sync = Sync()
    await asyncio.gather(sync.run(), sync.run(), sync.run())


asyncio.run(main())
