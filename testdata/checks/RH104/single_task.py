"""RH104: one task alone creates it."""
import asyncio


class Reader:
    def __init__(self, connect):
        self.connect = connect
        self.stream = None

    async def run(self):
        while True:
            if self.stream is None:
                self.stream = await self.connect()
            await self.stream.read()


async def main(connect):
    await Reader(connect).run()
