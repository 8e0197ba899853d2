"""RH103: the only task of the program changes the set before and after the loop."""
import asyncio


class Batch:
    def __init__(self):
        self.files = set()

    async def add(self, name):
        self.files.add(name)
        await asyncio.sleep(0)

    async def remove(self, name):
        self.files.discard(name)
        await asyncio.sleep(0)

    async def upload(self):
        for name in self.files:
            await asyncio.sleep(0.1)
            print(name)


async def main():
    batch = Batch()
    await batch.add("a")
    await batch.add("b")
    await batch.upload()
    await batch.remove("a")


asyncio.run(main())
