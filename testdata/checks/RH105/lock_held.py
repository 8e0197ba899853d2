"""RH105: a lock over write, wait and use makes the attribute private for that time."""
import asyncio


class Scanner:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.target = None
        self.sheet = None

    async def _move(self):
        await asyncio.sleep(0.1)

    async def scan(self, target):
        async with self.lock:
            self.target = target
            await self._move()
            return f"scanned {self.target}"

    async def scan_released(self, sheet):
        async with self.lock:
            self.sheet = sheet
        await self._move()
        return f"scanned {self.sheet}"  # want RH105 "self.sheet"

    async def scan_relocked(self, sheet):
        async with self.lock:
            self.sheet = sheet
        await self._move()
        async with self.lock:
            return f"scanned {self.sheet}"  # want RH105 "self.sheet"


async def main():
    s = Scanner()
    await asyncio.gather(s.scan(1), s.scan(2))
    await asyncio.gather(s.scan_released(1), s.scan_released(2))
    await asyncio.gather(s.scan_relocked(1), s.scan_relocked(2))


asyncio.run(main())
