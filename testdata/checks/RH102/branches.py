"""RH102: the await stands on one branch only."""
import asyncio


class Quota:
    def __init__(self):
        self.used = 0

    async def _verify(self):
        await asyncio.sleep(0.1)

    async def take(self, n, check):
        used = self.used
        if check:
            await self._verify()
        self.used = used + n  # want RH102 "self.used"

    async def take_else(self, n, check):
        if check:
            await self._verify()
            self.used += n
        else:
            used = self.used
            self.used = used + n

    async def take_reread(self, n, check):
        used = self.used
        if check:
            await self._verify()
            used = self.used
        self.used = used + n


async def main():
    q = Quota()
    await asyncio.gather(q.take(1, True), q.take(2, False), q.take_else(1, True), q.take_reread(1, True))


asyncio.run(main())
