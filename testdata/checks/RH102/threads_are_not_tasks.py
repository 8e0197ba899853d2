"""RH102: no await lies between read and write, so tasks of one loop cannot interfere."""
import asyncio


class Counter:
    def __init__(self):
        self.n = 0
        self.by_name = {}

    def bump(self):
        n = self.n
        n += 1
        self.n = n

    async def bump_async(self):
        self.bump()
        self.by_name["a"] = self.by_name.get("a", 0) + 1
        await asyncio.sleep(0)
        self.bump()


async def main():
    c = Counter()
    await asyncio.gather(*[c.bump_async() for _ in range(100)])


asyncio.run(main())
