"""RH102: an element of a shared dict is read, awaited over and written back."""
import asyncio


async def size_of(name):
    await asyncio.sleep(0.1)
    return len(name)


class Usage:
    def __init__(self):
        self.bytes = {}

    async def add(self, user, name):
        self.bytes[user] = self.bytes.get(user, 0) + await size_of(name)  # want RH102 "self.bytes"

    async def add_augmented(self, user, name):
        self.bytes.setdefault(user, 0)
        self.bytes[user] += await size_of(name)  # want RH102 "self.bytes"

    async def add_local(self, user, name):
        used = self.bytes.get(user, 0)
        used += await size_of(name)
        self.bytes[user] = used  # want RH102 "self.bytes"

    async def add_after(self, user, name):
        size = await size_of(name)
        self.bytes[user] = self.bytes.get(user, 0) + size


async def main():
    usage = Usage()
    await asyncio.gather(*(usage.add("ann", f"f{i}") for i in range(9)))
    await asyncio.gather(*(usage.add_augmented("ann", f"f{i}") for i in range(9)))
    await asyncio.gather(*(usage.add_local("ann", f"f{i}") for i in range(9)))
    await asyncio.gather(*(usage.add_after("ann", f"f{i}") for i in range(9)))


asyncio.run(main())
