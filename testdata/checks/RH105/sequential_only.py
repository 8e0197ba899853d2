"""RH105: the calls come one after the other."""
import asyncio


class Processor:
    def __init__(self):
        self.item = None

    async def process(self, item):
        self.item = item
        await asyncio.sleep(0.1)
        return self.item


async def main():
    processor = Processor()
    for n in range(5):
        print(await processor.process(n))
    last = await asyncio.create_task(processor.process(6))
    print(last)


asyncio.run(main())
