"""RH102: a semaphore of one is a lock, a larger one is not."""
import asyncio


class Pool:
    def __init__(self):
        self.one = asyncio.Semaphore(1)
        self.many = asyncio.Semaphore(8)
        self.served = 0
        self.bytes = 0

    async def _serve(self):
        await asyncio.sleep(0.1)
        return 10

    async def serve(self):
        async with self.one:
            self.served += await self._serve()

    async def send(self):
        async with self.many:
            self.bytes += await self._serve()  # want RH102 "self.bytes"


async def main():
    p = Pool()
    await asyncio.gather(*(p.serve() for _ in range(20)))
    await asyncio.gather(*(p.send() for _ in range(20)))


asyncio.run(main())
