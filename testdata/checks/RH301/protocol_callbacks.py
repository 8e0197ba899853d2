"""RH301: protocol callbacks are synchronous and spawn what they cannot await."""
import asyncio


class Upper(asyncio.Protocol):
    def __init__(self):
        self.transport = None
        self.work = set()

    def connection_made(self, transport):
        self.transport = transport
        asyncio.ensure_future(self.greet())  # want RH301 "task"

    def data_received(self, data):
        task = asyncio.create_task(self.answer(data))
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    def connection_lost(self, exc):
        for task in self.work:
            task.cancel()

    async def greet(self):
        await asyncio.sleep(0.1)
        self.transport.write(b"hello\n")

    async def answer(self, data):
        await asyncio.sleep(0.1)
        self.transport.write(data.upper())


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Upper, "127.0.0.1", 9000)
    async with server:
        await server.serve_forever()
