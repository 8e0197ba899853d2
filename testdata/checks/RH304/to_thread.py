"""RH304: a job in asyncio.to_thread."""
import asyncio


class Import:
    def __init__(self):
        self.progress = asyncio.Queue()

    def _load(self, rows):
        for row in rows:
            self.progress.put_nowait(row)  # want RH304 "put_nowait"

    async def run(self, rows):
        await asyncio.to_thread(self._load, rows)

    async def run_inline(self, rows):
        for row in rows:
            self.progress.put_nowait(row)
