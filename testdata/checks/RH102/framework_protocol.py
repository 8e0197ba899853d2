"""RH102: a protocol's callbacks run while tasks of the same connection are suspended."""
# no-lock-test: a callback cannot take an asyncio lock
import asyncio


class Feed(asyncio.Protocol):
    def __init__(self):
        self.pending = 0
        self.written = 0
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport
        self.task = asyncio.get_running_loop().create_task(self.drain())

    def data_received(self, data):
        self.pending += len(data)

    async def drain(self):
        while True:
            pending = self.pending
            await asyncio.sleep(1)
            self.pending = pending - 1  # want RH102 "self.pending"
            written = self.written
            await asyncio.sleep(1)
            self.written = written + 1
