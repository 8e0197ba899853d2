"""RH312: a task without a clean-up of its own is hygiene only."""
import asyncio


class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        while True:
            print(await self.conn.recv())

    async def wait(self):
        await self.reader

    async def stop(self):
        self.reader.cancel()  # note RH312 "self.reader"
        await self.conn.close()
