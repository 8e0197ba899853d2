"""RH105: the only caller holds the lock around the whole method."""
import asyncio


class Camera:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._mode = None

    async def _settle(self):
        await asyncio.sleep(0.1)

    async def _shoot(self, mode):
        self._mode = mode
        await self._settle()
        return f"picture in {self._mode}"

    async def shoot(self, mode):
        async with self._lock:
            return await self._shoot(mode)


class CameraUnlocked:
    def __init__(self):
        self._mode = None

    async def _settle(self):
        await asyncio.sleep(0.1)

    async def _shoot(self, mode):
        self._mode = mode
        await self._settle()
        return f"picture in {self._mode}"  # want RH105 "self._mode"

    async def shoot(self, mode):
        return await self._shoot(mode)


async def main():
    locked, unlocked = Camera(), CameraUnlocked()
    await asyncio.gather(locked.shoot("day"), locked.shoot("night"))
    await asyncio.gather(unlocked.shoot("day"), unlocked.shoot("night"))


asyncio.run(main())
