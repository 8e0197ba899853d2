"""RH312: awaited on one way only."""
import asyncio


class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            print(await self.conn.recv())
        except asyncio.CancelledError:
            await self.conn.send("bye")
            raise

    async def stop(self, patient):
        self.reader.cancel()  # want RH312 "self.reader"
        if patient:
            await asyncio.wait([self.reader])
        await self.conn.close()
