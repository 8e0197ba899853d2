"""RH102: += on a list extends the same list and restores nothing, unless somebody swaps the list."""
import asyncio


async def line():
    await asyncio.sleep(0.1)
    return "line"


class Log:
    """Lines are only ever added."""

    def __init__(self):
        self.lines: list[str] = []

    async def write(self):
        self.lines += [await line()]


class Batch:
    """Lines are added here and taken away by a swap there."""

    def __init__(self):
        self.lines: list[str] = []

    async def write(self):
        self.lines += [await line()]  # want RH102 "self.lines"

    async def drain(self):
        await asyncio.sleep(1)
        out, self.lines = self.lines, []
        return out


async def main():
    log, batch = Log(), Batch()
    await asyncio.gather(log.write(), log.write())
    await asyncio.gather(batch.write(), batch.write(), batch.drain())


asyncio.run(main())
