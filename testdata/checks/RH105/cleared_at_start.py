"""RH105: what begins an object's work does not come while it is at it; what ends it may."""
# no-rename-test
import asyncio


class Poller:
    def __init__(self, source):
        self.source = source
        self.last = None
        self.mark = None

    def watch(self):
        asyncio.get_running_loop().call_later(1, self._tick)

    def _tick(self):
        self.activate()

    def activate(self):
        self.last = None

    async def close(self):
        self.mark = None

    async def poll(self):
        self.last.touch()
        await self.source.log()
        return self.last.newest()

    async def look(self):
        self.mark.touch()
        await self.source.log()
        return self.mark.newest()  # want RH105 warning "self.mark may be None since the await before"
