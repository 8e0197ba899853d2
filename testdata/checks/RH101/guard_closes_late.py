"""RH101: the mark that keeps a second call out is set only after an await."""
import asyncio


class Server:
    def __init__(self, flush, drop):
        self.flush = flush
        self.drop = drop
        self.phase = "open"
        self.stopping = False
        self.early = False
        self.ended = asyncio.Event()

    async def close(self):
        if self.phase in ("closing", "closed"):
            await self.ended.wait()
            return
        await self.flush()
        self.phase = "closing"  # want RH101 warning "self.phase is tested before an await and set only after it"
        await self.drop()
        self.phase = "closed"

    async def stop(self):
        if self.stopping:
            return
        await self.flush()  # want RH104 warning "self.stopping is tested before an await"
        self.stopping = True
        await self.drop()

    async def stop_well(self):
        if self.early:
            return
        self.early = True
        await self.flush()
        await self.drop()


class Locked:
    def __init__(self, flush, drop):
        self.flush = flush
        self.drop = drop
        self.phase = "open"
        self.lock = asyncio.Lock()

    async def close(self):
        async with self.lock:
            if self.phase == "closing":
                return
            await self.flush()  # note RH211 "is called while self.lock is held"
            self.phase = "closing"
            await self.drop()  # note RH211 "is called while self.lock is held"
