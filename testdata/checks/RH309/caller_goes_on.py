"""RH309: a helper reports its own cancellation as an ordinary outcome."""
import asyncio


class Link:
    def __init__(self, reader: asyncio.StreamReader):
        self.reader = reader

    async def next_line(self):
        try:
            return await self.reader.readline()
        except asyncio.CancelledError:  # want RH309 "caller Link.run"
            return None

    async def run(self, handle):
        while True:
            line = await self.next_line()
            if line:
                handle(line)


class LinkRight:
    def __init__(self, reader: asyncio.StreamReader):
        self.reader = reader

    async def next_line(self):
        try:
            return await self.reader.readline()
        except ConnectionError:
            return None

    async def run(self, handle):
        while True:
            line = await self.next_line()
            if line:
                handle(line)
