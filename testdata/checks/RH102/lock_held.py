"""RH102: an asyncio lock held over both the read and the write."""
import asyncio


class Ledger:
    def __init__(self):
        self.total = 0
        self.lock = asyncio.Lock()

    async def _post(self):
        await asyncio.sleep(0.1)
        return 1

    async def add(self):
        async with self.lock:
            self.total += await self._post()

    async def add_explicit(self):
        await self.lock.acquire()
        try:
            before = self.total
            self.total = before + await self._post()
        finally:
            self.lock.release()

    async def add_half(self):
        before = self.total
        async with self.lock:
            self.total = before + await self._post()  # want RH102 "self.total"

    async def add_split(self):
        async with self.lock:
            before = self.total
        amount = await self._post()
        async with self.lock:
            self.total = before + amount  # want RH102 "self.total"


async def main():
    ledger = Ledger()
    await asyncio.gather(ledger.add(), ledger.add_explicit(), ledger.add_half(), ledger.add_split())


asyncio.run(main())
