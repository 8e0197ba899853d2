"""RH307: coroutine functions of libraries."""
import asyncio


class Feed:
    def __init__(self):
        self.items = asyncio.Queue()
        self.ready = asyncio.Event()

    async def pause(self):
        asyncio.sleep(1)  # want RH307 "asyncio.sleep"
        self.ready.wait()  # want RH307 "wait"
        self.items.put(1)  # want RH307 "put"

    async def pause_right(self):
        await asyncio.sleep(1)
        await self.ready.wait()
        await self.items.put(1)
        self.items.put_nowait(2)
        self.ready.set()
