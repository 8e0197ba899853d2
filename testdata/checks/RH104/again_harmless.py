"""RH104: work that may well be done twice, and work that may not."""
# no-rename-test
# no-lock-test: the lock is what some of it is about
import asyncio


class Station:
    def __init__(self, parts, probe):
        self.parts = parts
        self.probe = probe
        self.passed_on = False
        self.asked = False
        self.wired = False
        self.quiet = False
        self.loud = False
        self.shut = False
        self.lock = asyncio.Lock()
        self.waiting = []

    async def initialize(self):
        # the parts look whether they are ready themselves
        if self.passed_on:
            return
        await asyncio.gather(*[p.initialize() for p in self.parts])
        self.passed_on = True

    async def start(self):
        if self.asked:
            return
        await self.probe.get_name()
        self.asked = True

    async def connect(self):
        if self.wired:
            return
        await self.probe.wire(self)  # want RH104 warning "self.wired is tested before an await"
        self.wired = True

    async def shutdown(self):
        if not self.quiet:
            try:
                await self.probe.unwire(self)
            except RuntimeError:
                pass
            self.quiet = True

    async def stop(self):
        if not self.loud:
            try:
                await self.probe.unwire(self)  # want RH104 warning "self.loud is tested before an await"
            except RuntimeError:
                raise
            self.loud = True

    async def close(self):
        # nothing comes before the mark but the lock
        if self.shut:
            return
        async with self.lock:
            self.shut = True
            waiting, self.waiting = self.waiting, []
        for w in waiting:
            await w.drop()
