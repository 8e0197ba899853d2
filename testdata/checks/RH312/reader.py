"""RH312: the clean-up of the cancelled task uses what is closed meanwhile."""
import asyncio


class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())  # want RH306 "self.reader"

    async def _read(self):
        try:
            while True:
                print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def stop(self):
        self.reader.cancel()  # want RH312 "self.reader is cancelled but not awaited"
        await self.conn.close()
