"""RH105: each caller stores its own event in one attribute and waits for what it finds there."""
import asyncio


class Valve:
    def __init__(self, bus):
        self.bus = bus
        self.opened = None

    async def open(self):
        self.opened = asyncio.Event()
        await self.bus.send("open")
        await self.opened.wait()  # want RH105 "self.opened"

    async def open_local(self):
        opened = self.opened = asyncio.Event()
        await self.bus.send("open")
        await opened.wait()

    def on_open(self):
        if self.opened is not None:
            self.opened.set()


async def main(bus):
    valve = Valve(bus)
    bus.on("opened", valve.on_open)
    await asyncio.gather(valve.open(), valve.open())
    await asyncio.gather(valve.open_local(), valve.open_local())
