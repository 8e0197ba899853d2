"""RH202: the handler stands inside the locked part, or behind it."""
import asyncio


class Subscriber:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def subscribe(self):
        async with self.lock:
            try:
                await asyncio.sleep(1)
            except OSError:
                async with self.lock:  # want RH202 "Subscriber.lock"
                    await self.offline()

    async def subscribe_right(self):
        try:
            async with self.lock:
                await asyncio.sleep(1)
        except OSError:
            async with self.lock:
                await self.offline()

    async def offline(self):
        await asyncio.sleep(0)
