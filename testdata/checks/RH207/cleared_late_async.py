"""RH207: in coroutines only a suspension between looking and clearing matters."""
import asyncio


class Sender:
    def __init__(self, send):
        self.send = send
        self.flag = asyncio.Event()
        self.items = []

    def add(self, item):
        self.items.append(item)
        self.flag.set()

    async def run(self):
        while True:
            await self.flag.wait()
            batch = self.items
            self.items = []
            await self.send(batch)
            self.flag.clear()  # want RH207 "self.flag is cleared after self.items has been looked at"


class Right:
    def __init__(self, send):
        self.send = send
        self.flag = asyncio.Event()
        self.items = []

    def add(self, item):
        self.items.append(item)
        self.flag.set()

    async def run(self):
        while True:
            await self.flag.wait()
            batch = self.items
            self.items = []
            self.flag.clear()
            await self.send(batch)
