"""What lies between two ops: each function names the ways from the first marked line to the second."""
import asyncio


class Box:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.cond = asyncio.Condition()
        self.n = 0

    async def _io(self):
        await asyncio.sleep(0)

    async def _quick(self):
        return 1

    async def plain(self):
        n = self.n  # from
        await self._io()
        self.n = n  # to: suspends

    async def never(self):
        n = self.n  # from
        await self._quick()
        self.n = n  # to: no gap

    async def locked(self):
        async with self.lock:
            n = self.n  # from
            await self._io()
            self.n = n  # to: suspends, holding self.lock

    async def released(self):
        async with self.lock:
            n = self.n  # from
        await self._io()
        async with self.lock:
            self.n = n  # to: suspends

    async def waits(self):
        async with self.cond:
            n = self.n  # from
            await self.cond.wait()
            self.n = n  # to: suspends

    async def one_branch(self, x):
        n = self.n  # from
        if x:
            await self._io()
        self.n = n  # to: suspends

    async def other_branch(self, x):
        if x:
            n = self.n  # from
            self.n = n  # to: no gap
        else:
            await self._io()

    async def around_the_loop(self, xs):
        for _ in xs:
            n = self.n  # from
            self.n = n  # to: no gap
            await self._io()

    async def carried(self, xs):
        n = self.n  # from
        for _ in xs:
            self.n = n  # to: suspends
            await self._io()

    async def handler(self):
        n = self.n  # from
        try:
            await self._io()
        except OSError:
            self.n = n  # to: suspends

    async def acquired(self):
        await self.lock.acquire()
        try:
            n = self.n  # from
            await self._io()
            self.n = n  # to: suspends, holding self.lock
        finally:
            self.lock.release()

    async def claims(self):
        if self.n:
            return
        self.n = 1  # from
        await self._io()
        self.n = 0  # to: suspends, claimed
