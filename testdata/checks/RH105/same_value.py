"""RH105: all writers write the same value, so it does not matter who was last."""
import asyncio


class Service:
    def __init__(self):
        self.started = False
        self.mode = "idle"
        self.phase = "idle"

    async def _boot(self):
        await asyncio.sleep(0.1)

    async def start(self):
        self.started = True
        await self._boot()
        print("started:", self.started)

    async def enter(self):
        self.mode = "running"
        await self._boot()
        return self.mode

    async def load(self):
        self.phase = "loading"
        await self._boot()
        return self.phase  # want RH105 "self.phase"

    async def save(self):
        self.phase = "saving"
        await self._boot()


async def main():
    s = Service()
    await asyncio.gather(s.start(), s.start(), s.enter(), s.enter())
    await asyncio.gather(s.load(), s.save())


asyncio.run(main())
