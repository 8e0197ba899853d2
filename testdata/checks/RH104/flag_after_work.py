"""RH104: the mark that the work is done is set only after the work."""
import asyncio


class Service:
    def __init__(self, setup):
        self.setup = setup
        self.ready = False
        self.started = False

    async def start_late(self):
        if self.ready:
            return
        await self.setup()  # want RH104 error "self.ready is tested before an await"
        self.ready = True

    async def start_early(self):
        if self.started:
            return
        self.started = True
        await self.setup()


async def main(setup):
    s = Service(setup)
    await asyncio.gather(s.start_late(), s.start_late(), s.start_early(), s.start_early())
