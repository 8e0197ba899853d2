"""RH305: what coroutines make belongs to their loop, whatever the version."""
import asyncio
import sys

OLD = sys.version_info < (3, 8)


class Session:
    def __init__(self):
        self.wake = asyncio.Event()

    async def wait_here(self):
        await self.wake.wait()


async def make_session():
    return Session()


async def use():
    done = asyncio.Event()
    asyncio.get_running_loop().call_soon(done.set)
    await done.wait()
