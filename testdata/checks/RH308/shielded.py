"""RH308: a shielded await lets the second half run."""
import asyncio


class Writer:
    def __init__(self, disk):
        self.disk = disk
        self.writing = False

    async def _write(self, data):
        self.writing = True
        try:
            await self.disk.write(data)
        finally:
            self.writing = False

    async def write(self, data):
        if self.writing:
            return
        await asyncio.shield(self._write(data))  # want RH301 "outlives a cancellation"
