"""RH202: asyncio locks are not reentrant."""
import asyncio


class Client:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.open = False

    async def connect(self):
        async with self.lock:
            self.open = True

    async def send(self, data):
        async with self.lock:
            if not self.open:
                await self.connect()  # want RH202 error "Client.lock is acquired again in Client.connect while Client.send holds it"

    async def send_after(self, data):
        if not self.open:
            await self.connect()
        async with self.lock:
            pass

    async def send_in_background(self, data):
        async with self.lock:
            self.task = asyncio.create_task(self.connect())
