"""RH312: the task is awaited before."""
import asyncio


class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            while True:
                print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def stop(self):
        self.reader.cancel()
        try:
            await self.reader
        except asyncio.CancelledError:
            pass
        await self.conn.close()
