"""RH207: futures that stand for an answer to one caller, and wake-ups of all."""
import asyncio
from collections import deque


class Pipeline:
    def __init__(self, loop, stream):
        self.loop = loop
        self.stream = stream
        self.replies = deque()

    async def ask(self, question):
        future = self.loop.create_future()
        self.replies.append(future)
        self.stream.write(question)
        return await future

    def got(self, data):
        future = self.replies.popleft()
        if not future.cancelled():
            future.set_result(data)


class Starter:
    def __init__(self):
        self.waiters = []
        self.go = False

    async def ready(self):
        while not self.go:
            event = asyncio.Event()
            self.waiters.append(event)
            await event.wait()

    def start(self):
        self.go = True
        while self.waiters:
            self.waiters.pop().set()
