"""RH102: a property stands between the code and the attribute."""
import asyncio


class Tank:
    def __init__(self):
        self._level = 0

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = max(0, value)

    async def _pump(self):
        await asyncio.sleep(1)
        return 3

    async def fill(self):
        self.level += await self._pump()  # want RH102 "level"

    async def fill_local(self):
        now = self.level
        added = await self._pump()
        self.level = now + added  # want RH102 "level"

    async def fill_after(self):
        added = await self._pump()
        self.level += added


async def main():
    tank = Tank()
    await asyncio.gather(tank.fill(), tank.fill_local(), tank.fill_after())


asyncio.run(main())
