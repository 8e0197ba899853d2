"""RH102: the lock is made in a base class."""
import asyncio


class Guarded:
    def __init__(self):
        self.guard = asyncio.Lock()


class Wallet(Guarded):
    def __init__(self):
        super().__init__()
        self.coins = 0
        self.notes = 0

    async def _mine(self):
        await asyncio.sleep(1)
        return 1

    async def mine(self):
        async with self.guard:
            self.coins += await self._mine()

    async def mine_unguarded(self):
        self.notes += await self._mine()  # want RH102 "self.notes"


async def main():
    w = Wallet()
    await asyncio.gather(w.mine(), w.mine(), w.mine_unguarded(), w.mine_unguarded())


asyncio.run(main())
