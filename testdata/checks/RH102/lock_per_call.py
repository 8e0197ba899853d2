"""RH102: a lock made in the function that uses it excludes nobody."""
import asyncio


class Account:
    def __init__(self):
        self.balance = 0
        self.locks = {}

    async def _clear(self):
        await asyncio.sleep(0.1)
        return 5

    async def deposit(self):
        lock = asyncio.Lock()
        async with lock:  # want RH210 "made anew"
            self.balance += await self._clear()  # want RH102 "self.balance"

    async def deposit_inline(self):
        async with asyncio.Lock():  # want RH210 "made anew"
            self.balance += await self._clear()  # want RH102 "self.balance"

    async def deposit_registered(self):
        lock = self.locks.setdefault("balance", asyncio.Lock())
        async with lock:
            self.balance += 1


async def main():
    a = Account()
    await asyncio.gather(a.deposit(), a.deposit(), a.deposit_inline(), a.deposit_registered())


asyncio.run(main())
