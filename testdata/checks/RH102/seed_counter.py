"""RH102: the counter of the rule's description, as tasks see it, and its fix."""
import asyncio


async def some_io():
    await asyncio.sleep(0)
    return 1


class Counter:
    def __init__(self):
        self.counter = 0
        self.guarded = 0
        self.lock = asyncio.Lock()

    async def racy(self):
        self.counter += await some_io()  # want RH102 error "self.counter"

    async def one_step(self):
        self.counter += 1

    async def locked(self):
        async with self.lock:
            self.guarded += await some_io()


async def main():
    c = Counter()
    await asyncio.gather(c.racy(), c.racy(), c.one_step(), c.locked(), c.locked())


asyncio.run(main())
