"""RH102: the read of one turn reaches the write of the next."""
import asyncio


class Progress:
    def __init__(self):
        self.done = 0

    async def _one(self, item):
        await asyncio.sleep(0.01)
        return item

    async def run(self, items):
        done = self.done
        for item in items:
            done += 1
            self.done = done  # want RH102 "self.done"
            await self._one(item)

    async def run_fresh(self, items):
        for item in items:
            self.done += 1
            await self._one(item)

    async def run_local(self, items):
        done = 0
        for item in items:
            await self._one(item)
            done += 1
        self.done += done


async def main():
    p = Progress()
    await asyncio.gather(p.run("abc"), p.run("def"), p.run_fresh("ghi"), p.run_local("jkl"))


asyncio.run(main())
