"""RH102: the program awaits one call after the other, so nothing interferes."""
import asyncio


class Counter:
    def __init__(self):
        self.n = 0

    async def _io(self):
        await asyncio.sleep(0.1)
        return 1

    async def bump(self):
        self.n += await self._io()


async def main():
    counter = Counter()
    for _ in range(10):
        await counter.bump()
    await counter.bump()
    print(counter.n)


if __name__ == "__main__":
    asyncio.run(main())
