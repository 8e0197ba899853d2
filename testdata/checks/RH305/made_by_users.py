"""RH305: a client with an asynchronous initialiser is made in plain code by its users."""
# no-rename-test: names say which classes are public
import asyncio
import sys

if sys.version_info >= (3, 8):
    from typing import Final
else:
    Final = None


class Cluster:
    def __init__(self, nodes):
        self.nodes = nodes
        self.lock = asyncio.Lock()  # want RH305 "Cluster is made in plain code before Cluster.initialize runs"

    @classmethod
    def from_url(cls, url):
        return cls([url])

    async def initialize(self):
        async with self.lock:
            await asyncio.sleep(0)


class LateCluster:
    def __init__(self, nodes):
        self.nodes = nodes
        self.lock = None

    async def initialize(self):
        if self.lock is None:
            self.lock = asyncio.Lock()


class Watcher:
    """It cannot be made where no loop runs."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.done = asyncio.Event()

    async def start(self):
        await self.done.wait()


class Worker:
    """Made by the coroutine that uses it only."""

    def __init__(self):
        self.done = asyncio.Event()

    async def start(self):
        await self.done.wait()


async def serve():
    worker = Worker()
    await worker.start()


class _Inner:
    def __init__(self):
        self.done = asyncio.Event()

    async def start(self):
        await self.done.wait()
