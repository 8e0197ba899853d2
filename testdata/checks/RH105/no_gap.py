"""RH105: nothing lies between write and use, or nothing that suspends."""
import asyncio


class Builder:
    def __init__(self):
        self.name = None

    async def _normalise(self, name):
        return name.lower()

    async def _publish(self, text):
        await asyncio.sleep(0.1)

    async def build(self, name):
        self.name = name
        text = f"hello {self.name}"
        await self._publish(text)

    async def build_helper(self, name):
        self.name = name
        lower = await self._normalise(name)
        return f"{lower} from {self.name}"

    async def build_rewritten(self, name):
        self.name = name
        await self._publish(name)
        self.name = name
        return f"hello {self.name}"

    async def build_before(self, name):
        await self._publish(name)
        self.name = name
        return f"hello {self.name}"

    async def build_late(self, name):
        self.name = name
        await self._publish(name)
        return f"hello {self.name}"  # want RH105 "self.name"


async def main():
    b = Builder()
    await asyncio.gather(*(b.build(n) for n in "ab"), *(b.build_helper(n) for n in "ab"))
    await asyncio.gather(*(b.build_rewritten(n) for n in "ab"), *(b.build_before(n) for n in "ab"))
    await asyncio.gather(*(b.build_late(n) for n in "ab"))


asyncio.run(main())
