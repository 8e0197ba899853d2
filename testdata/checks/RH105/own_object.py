"""RH105: every task has a processor of its own."""
import asyncio


class Processor:
    def __init__(self):
        self.item = None

    async def process(self, item):
        self.item = item
        await asyncio.sleep(0.1)
        return self.item


async def handle(item):
    processor = Processor()
    return await processor.process(item)


async def main():
    print(await asyncio.gather(*(handle(n) for n in range(5))))
    print(await asyncio.gather(*(Processor().process(n) for n in range(5))))


asyncio.run(main())
