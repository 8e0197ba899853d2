"""RH203: the callee suspends, two calls down."""
import asyncio
import threading


class Sender:
    def __init__(self):
        self.lock = threading.Lock()

    async def send(self, text):
        with self.lock:
            await self._write(text)  # want RH203 "self.lock is held"

    async def _write(self, text):
        await self._drain()

    async def _drain(self):
        await asyncio.sleep(0)
