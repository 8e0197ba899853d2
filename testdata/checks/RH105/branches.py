"""RH105: the await or the write stands on one branch only."""
import asyncio


class Editor:
    def __init__(self):
        self.path = None
        self.title = None

    async def _backup(self):
        await asyncio.sleep(0.1)

    async def open(self, path, backup):
        self.path = path
        if backup:
            await self._backup()
        return f"opened {self.path}"  # want RH105 "self.path"

    async def open_returning(self, path, backup):
        self.path = path
        if backup:
            await self._backup()
            return "opened with backup"
        return f"opened {self.path}"

    async def open_reset(self, path, backup):
        self.path = path
        if backup:
            await self._backup()
            self.path = path
        return f"opened {self.path}"

    async def rename(self, title, save):
        if save:
            self.title = title
        else:
            await self._backup()
        return self.title


async def main():
    e = Editor()
    await asyncio.gather(e.open("a", True), e.open("b", False))
    await asyncio.gather(e.open_returning("a", True), e.open_returning("b", False))
    await asyncio.gather(e.open_reset("a", True), e.open_reset("b", False))
    await asyncio.gather(e.rename("a", True), e.rename("b", False))


asyncio.run(main())
