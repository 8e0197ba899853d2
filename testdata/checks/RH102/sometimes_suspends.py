"""RH102: a callee that suspends on one of its paths counts as suspending."""
import asyncio


class Rates:
    def __init__(self):
        self.sum = 0.0
        self.calls = 0

    async def _rate(self, code):
        if code == "eur":
            return 1.0
        await asyncio.sleep(0.1)
        return 1.5

    async def convert(self, code):
        self.sum += await self._rate(code)  # want RH102 "self.sum"

    async def convert_counted(self, code):
        rate = await self._rate(code)
        self.calls += 1
        self.sum += rate


async def main():
    r = Rates()
    await asyncio.gather(*(r.convert(c) for c in ("eur", "usd")))
    await asyncio.gather(*(r.convert_counted(c) for c in ("eur", "usd")))


asyncio.run(main())
