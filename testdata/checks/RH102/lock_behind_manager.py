"""RH102: the lock is taken through a context manager of the project or an exit stack."""
import asyncio
import contextlib


class Ledger:
    def __init__(self):
        self.total = 0
        self.traces = 0
        self.lock = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def exclusive(self):
        async with self.lock:
            yield self

    @contextlib.asynccontextmanager
    async def traced(self):
        print("enter")
        yield self
        print("leave")

    async def _post(self):
        await asyncio.sleep(0.1)
        return 1

    async def add(self):
        async with self.exclusive():
            self.total += await self._post()

    async def add_stack(self):
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(self.lock)
            self.total += await self._post()

    async def add_two(self, session):
        async with session, self.lock:
            self.total += await self._post()

    async def add_traced(self):
        async with self.traced():
            self.traces += await self._post()  # want RH102 "self.traces"


async def main(session):
    ledger = Ledger()
    await asyncio.gather(ledger.add(), ledger.add_stack(), ledger.add_two(session))
    await asyncio.gather(ledger.add_traced(), ledger.add_traced())
