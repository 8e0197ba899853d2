"""RH102: an old value is saved, replaced for a while and put back."""
import asyncio


class Output:
    def __init__(self):
        self.level = 1
        self.lock = asyncio.Lock()

    async def _job(self):
        await asyncio.sleep(1)

    async def quiet(self):
        saved = self.level
        self.level = 0
        await self._job()
        self.level = saved  # want RH102 "self.level"

    async def quiet_finally(self):
        saved = self.level
        self.level = 0
        try:
            await self._job()
        finally:
            self.level = saved  # want RH102 "self.level"

    async def quiet_locked(self):
        async with self.lock:
            await self._job()


async def main():
    out = Output()
    await asyncio.gather(out.quiet(), out.quiet_finally(), out.quiet_locked())


asyncio.run(main())
