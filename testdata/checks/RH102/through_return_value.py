"""RH102: a helper reads, another writes; the gap lies in the method that calls both."""
import asyncio


class Inventory:
    def __init__(self):
        self.count = 0

    def _get(self):
        return self.count

    def _set(self, value):
        self.count = value

    async def _check(self):
        await asyncio.sleep(0.1)

    async def add(self, n):
        count = self._get()
        await self._check()
        self.count = count + n  # want RH102 "self.count"

    async def add_safe(self, n):
        await self._check()
        self._set(self._get() + n)


async def main():
    inventory = Inventory()
    await asyncio.gather(inventory.add(1), inventory.add(2), inventory.add_safe(3))


asyncio.run(main())
