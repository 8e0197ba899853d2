"""RH205: the acquisition under a timeout."""
import asyncio


class Line:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def call(self, port):
        await asyncio.wait_for(self.lock.acquire(), 5)  # want RH205 "the task is cancelled here"
        reply = await port.call()
        self.lock.release()
        return reply

    async def call_well(self, port):
        await asyncio.wait_for(self.lock.acquire(), 5)
        try:
            return await port.call()
        finally:
            self.lock.release()
