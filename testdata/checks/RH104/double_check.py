"""RH104: double-checked locking for tasks is fine; a lock without the second test is not."""
import asyncio


class Pool:
    def __init__(self, open_pool):
        self.open_pool = open_pool
        self.lock = asyncio.Lock()
        self.good = None
        self.bad = None

    async def checked(self):
        if self.good is None:
            async with self.lock:
                if self.good is None:
                    self.good = await self.open_pool()
        return self.good

    async def unchecked(self):
        if self.bad is None:
            async with self.lock:
                self.bad = await self.open_pool()  # want RH104 error "self.bad"
        return self.bad


async def main(open_pool):
    p = Pool(open_pool)
    await asyncio.gather(p.checked(), p.checked(), p.unchecked(), p.unchecked())
