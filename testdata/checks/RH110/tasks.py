"""RH110: tasks run at the next suspension, not before."""
import asyncio


class Early:
    def __init__(self, connect):
        self.connect = connect

    async def open(self):
        self.task = asyncio.create_task(self.read())  # want RH110 warning "self.stream"
        self.stream = await self.connect()

    async def read(self):
        async for line in self.stream:
            print(line)


class NoSuspension:
    def __init__(self, connect):
        self.connect = connect

    async def open(self):
        self.task = asyncio.create_task(self.read())
        self.stream = self.connect()
        await asyncio.sleep(0)

    async def read(self):
        async for line in self.stream:
            print(line)


class Awaited:
    def __init__(self, connect):
        self.stream = None
        self.connect = connect

    async def open(self):
        task = asyncio.create_task(self.greet())
        await task
        self.stream = self.connect()

    async def greet(self):
        if self.stream is None:
            print("hello")
        await asyncio.sleep(0)
        print(self.connect)


async def closure(connect):
    async def read():
        print(stream)

    task = asyncio.create_task(read())  # want RH110 warning "stream"
    stream = await connect()
    await task
