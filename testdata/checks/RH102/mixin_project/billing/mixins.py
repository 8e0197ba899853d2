import asyncio


class Metered:
    units = 0

    async def _meter(self):
        await asyncio.sleep(0.1)
        return 1

    async def charge(self):
        units = self.units
        amount = await self._meter()
        self.units = units + amount  # want RH102 "self.units"

    async def charge_safe(self):
        amount = await self._meter()
        self.units += amount
