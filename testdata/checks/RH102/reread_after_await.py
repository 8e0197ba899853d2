"""RH102: what was read before the await is read again after it."""
import asyncio


class Stock:
    def __init__(self):
        self.level = {"tea": 10}
        self.version = 0

    async def _confirm(self, old):
        await asyncio.sleep(0.1)
        return old > 0

    async def sell(self):
        await self._confirm(self.level["tea"])
        self.level["tea"] = self.level["tea"] - 1

    async def sell_compare(self):
        version = self.version
        await self._confirm(version)
        if version == self.version:
            self.version = version + 1

    async def sell_retry(self):
        while True:
            version = self.version
            await self._confirm(version)
            if self.version != version:
                continue
            self.version = version + 1
            return

    async def sell_stale(self):
        version = self.version
        await self._confirm(version)
        self.version = version + 1  # want RH102 "self.version"


async def main():
    s = Stock()
    await asyncio.gather(s.sell(), s.sell_compare(), s.sell_retry(), s.sell_stale())


asyncio.run(main())
