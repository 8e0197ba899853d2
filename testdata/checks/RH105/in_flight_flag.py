"""RH105: a flag that keeps others out makes the attribute private until it is lowered."""
import asyncio


class Export:
    def __init__(self):
        self.busy = False
        self.name = None

    async def _write(self):
        await asyncio.sleep(1)

    async def run(self, name):
        if self.busy:
            raise RuntimeError("export is running")
        self.busy = True
        self.name = name
        try:
            await self._write()
            return self.name
        finally:
            self.busy = False


async def main():
    export = Export()
    await asyncio.gather(export.run("a"), export.run("b"), return_exceptions=True)


asyncio.run(main())
