"""RH104: the attribute does not exist before the first use."""
import asyncio


class Device:
    def __init__(self, probe):
        self.probe = probe
        self.guard = asyncio.Lock()

    async def name(self):
        if not hasattr(self, "label"):
            self.label = await self.probe("name")  # want RH104 error "self.label"
        return self.label

    async def serial(self):
        if getattr(self, "number", None) is None:
            self.number = await self.probe("serial")  # want RH104 error "self.number"
        return self.number

    async def version(self):
        async with self.guard:
            if not hasattr(self, "release"):
                self.release = await self.probe("version")
        return self.release


async def main(probe):
    d = Device(probe)
    await asyncio.gather(d.name(), d.name(), d.serial(), d.serial(), d.version(), d.version())
