"""RH210: the with statement makes its own lock."""
# no-strip-test
import asyncio
import threading

jobs = []
kept = threading.Lock()


def take():
    with threading.Lock():  # want RH210 "threading.Lock"
        return jobs.copy()


def take_kept():
    with kept:
        return jobs.copy()


class Kernel:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def handle(self, message):
        async with asyncio.Lock():  # want RH210 warning "asyncio.Lock"
            await self.process(message)

    async def handle_kept(self, message):
        async with self.lock:
            await self.process(message)

    async def process(self, message):
        await asyncio.sleep(0)
