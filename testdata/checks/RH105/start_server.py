"""RH105: asyncio.start_server runs its callback as a task for each connection."""
import asyncio


class Echo:
    def __init__(self):
        self.writer = None
        self.name = "echo"

    async def serve(self, reader, writer):
        self.writer = writer
        line = await reader.readline()
        self.writer.write(line)  # want RH105 "self.writer"
        await writer.drain()

    async def serve_local(self, reader, writer):
        line = await reader.readline()
        writer.write(f"{self.name}: ".encode() + line)
        await writer.drain()


async def main():
    echo = Echo()
    first = await asyncio.start_server(echo.serve, port=4001)
    second = await asyncio.start_server(echo.serve_local, port=4002)
    await asyncio.gather(first.serve_forever(), second.serve_forever())


asyncio.run(main())
