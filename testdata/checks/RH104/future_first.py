"""RH104: a task or future is stored before the first suspension, and everybody awaits it."""
import asyncio


class Connector:
    def __init__(self, dial):
        self.dial = dial
        self.pending = None
        self.line = None
        self.busy = False
        self.done = None

    async def shared_task(self):
        if self.pending is None:
            self.pending = asyncio.ensure_future(self.dial())
        return await self.pending

    async def flag(self):
        if self.done is not None or self.busy:
            return self.done
        self.busy = True
        try:
            self.done = await self.dial()
        finally:
            self.busy = False
        return self.done

    async def racy(self):
        if self.line is None:
            self.line = await self.dial()  # want RH104 error "self.line"
        return self.line


async def main(dial):
    c = Connector(dial)
    await asyncio.gather(c.shared_task(), c.shared_task(), c.flag(), c.flag(), c.racy(), c.racy())
