"""RH102: the two strands hold two different locks."""
import asyncio


class Board:
    def __init__(self):
        self.read_lock = asyncio.Lock()
        self.write_lock = asyncio.Lock()
        self.score = 0
        self.moves = 0

    async def _judge(self):
        await asyncio.sleep(0.1)
        return 3

    async def win(self):
        async with self.read_lock:
            self.score += await self._judge()  # want RH102 "self.score"

    async def lose(self):
        async with self.write_lock:
            self.score -= await self._judge()  # want RH102 "self.score"

    async def move(self):
        async with self.write_lock:
            self.moves += await self._judge()

    async def undo(self):
        async with self.write_lock:
            self.moves -= await self._judge()


async def main():
    b = Board()
    async with asyncio.TaskGroup() as tg:
        for method in (b.win, b.lose):
            tg.create_task(method())
        tg.create_task(b.win())
        tg.create_task(b.lose())
        tg.create_task(b.move())
        tg.create_task(b.undo())


asyncio.run(main())
