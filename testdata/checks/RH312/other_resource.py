"""RH312: what is closed is not what the task uses."""
import asyncio


class Link:
    def __init__(self, conn, log):
        self.conn = conn
        self.log = log

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def wait(self):
        await self.reader

    async def rotate(self):
        self.reader.cancel()
        await self.log.close()
