"""RH105: a handler object is made for each connection, so its attributes are private."""
import asyncio


class Connection:
    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.line = b""

    async def run(self):
        self.line = await self.reader.readline()
        await asyncio.sleep(0.1)
        self.writer.write(self.line)
        await self.writer.drain()


async def connected(reader, writer):
    await Connection(reader, writer).run()


async def main():
    server = await asyncio.start_server(connected, port=4003)
    await server.serve_forever()


asyncio.run(main())
