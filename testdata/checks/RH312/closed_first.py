"""RH312: closed first, cancelled afterwards."""
import asyncio


class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def wait(self):
        await self.reader

    async def stop(self):
        await self.conn.close()
        self.reader.cancel()
