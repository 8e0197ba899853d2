"""RH312: one of two tasks is awaited."""
import asyncio


class Duplex:
    def __init__(self, conn):
        self.conn = conn

    def start(self):
        self.reader = asyncio.create_task(self._read())
        self.pinger = asyncio.create_task(self._ping())

    async def _read(self):
        try:
            print(await self.conn.recv())
        finally:
            await self.conn.send("read ends")

    async def _ping(self):
        try:
            await self.conn.send("ping")
        finally:
            await self.conn.send("ping ends")

    async def wait(self):
        await self.pinger

    async def stop(self):
        self.reader.cancel()
        self.pinger.cancel()  # want RH312 "self.pinger"
        await asyncio.wait([self.reader])
        await self.conn.close()
