"""RH105: the attribute is used in the handler or the finally clause after the wait."""
import asyncio


class Uploader:
    def __init__(self):
        self.file = None
        self.failed = []

    async def _upload(self, file):
        await asyncio.sleep(0.1)
        if not file:
            raise ValueError(file)

    async def upload(self, file):
        self.file = file
        try:
            await self._upload(file)
        except ValueError:
            self.failed.append(self.file)  # want RH105 "self.file"

    async def upload_finally(self, file):
        self.file = file
        try:
            await self._upload(file)
        finally:
            print("left", self.file)  # want RH105 "self.file"

    async def upload_local(self, file):
        self.file = file
        try:
            await self._upload(file)
        except ValueError:
            self.failed.append(file)


async def main():
    u = Uploader()
    async with asyncio.TaskGroup() as tg:
        for name in ("", "a"):
            tg.create_task(u.upload(name))
            tg.create_task(u.upload_finally(name))
            tg.create_task(u.upload_local(name))


asyncio.run(main())
