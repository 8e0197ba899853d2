"""RH205: the task may be cancelled at the await."""
import asyncio


class Client:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.slots = asyncio.Semaphore(4)

    async def ask(self, link):
        await self.lock.acquire()  # want RH205 "the task is cancelled here"
        try:
            reply = await link.ask()  # want RH308 "is skipped"
        except Exception:
            self.lock.release()
            raise
        self.lock.release()
        return reply

    async def ask_slot(self, link):
        await self.slots.acquire()  # want RH205 "self.slots is acquired here"
        reply = await link.ask()
        self.slots.release()
        return reply

    async def ask_well(self, link):
        await self.lock.acquire()
        try:
            return await link.ask()
        finally:
            self.lock.release()
