"""A loop that ends with the first attempt that works starts one task, not several."""

import asyncio


class Session:
    def __init__(self):
        self.received = 0
        self.sent = 0

    async def pump(self):
        before = self.received
        await asyncio.sleep(0)
        self.received = before + 1

    async def push(self):
        before = self.sent
        await asyncio.sleep(0)
        self.sent = before + 1  # want RH102 "self.sent"

    async def open(self):
        while True:
            try:
                await asyncio.sleep(0)
                self.task = asyncio.create_task(self.pump())
            except OSError:
                await asyncio.sleep(1)
            else:
                break

    async def several(self):
        self.tasks = []
        for _ in range(3):
            self.tasks.append(asyncio.create_task(self.push()))
        await asyncio.gather(*self.tasks)


async def main():
    session = Session()
    await session.open()
    await session.several()
    await session.task


asyncio.run(main())
