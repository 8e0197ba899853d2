"""RH301: loop.create_task, with the loop found in several ways."""
import asyncio


async def ping(writer):
    writer.write(b"ping")
    await writer.drain()


class Heartbeat:
    def __init__(self, writer):
        self.writer = writer
        self.loop = asyncio.get_running_loop()
        self.ping_task = None

    def beat(self):
        self.loop.create_task(ping(self.writer))  # want RH301 "task"

    def beat_running(self):
        asyncio.get_running_loop().create_task(ping(self.writer))  # want RH301 "task"

    def beat_local(self):
        loop = asyncio.get_running_loop()
        loop.create_task(ping(self.writer))  # want RH301 "task"

    def beat_kept(self):
        self.ping_task = self.loop.create_task(ping(self.writer))


def beat_on(loop: asyncio.AbstractEventLoop, writer):
    loop.create_task(ping(writer))  # want RH301 "task"
