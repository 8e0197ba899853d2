"""RH101: a task that the object starts on itself, against the method that closes it."""
import asyncio


class Monitor:
    def __init__(self, port):
        self.port = port
        self.job = None

    async def start(self):
        self.job = asyncio.create_task(self.watch())

    async def watch(self):
        while self.port is not None:
            await asyncio.sleep(1)
            print(self.port.status())  # want RH101 error "self.port"

    async def close(self):
        port = self.port
        self.port = None
        await port.close()


    async def serve(self):
        self.ender = asyncio.create_task(self.end())
        await self.start()

    async def end(self):
        await asyncio.sleep(5)
        await self.close()


async def main(port):
    m = Monitor(port)
    await m.serve()
