"""RH105: the pattern of the rule's description and its fix."""
import asyncio


async def some_io():
    await asyncio.sleep(0.1)


def use(item):
    print(item)


class Processor:
    def __init__(self):
        self.current = None

    async def process(self, item):
        self.current = item
        await some_io()
        use(self.current)  # want RH105 error "self.current"

    async def process_local(self, item):
        current = item
        await some_io()
        use(current)


async def main():
    p = Processor()
    await asyncio.gather(p.process("a"), p.process("b"))
    await asyncio.gather(p.process_local("a"), p.process_local("b"))


asyncio.run(main())
