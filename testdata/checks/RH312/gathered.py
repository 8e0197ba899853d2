"""RH312: gathered, or waited for, before."""
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

    async def stop(self):
        self.reader.cancel()
        await asyncio.gather(self.reader, return_exceptions=True)
        await self.conn.close()

    async def stop_waiting(self):
        self.reader.cancel()
        await asyncio.wait([self.reader])
        await self.conn.close()
