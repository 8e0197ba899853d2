"""RH203: a with statement over a thread lock around an await."""
import asyncio
import threading


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self._rows = []

    async def post(self, row):
        with self._lock:
            await asyncio.sleep(0.1)  # want RH203 "self._lock is held while this suspends"
            self._rows.append(row)

    async def post_released(self, row):
        with self._lock:
            self._rows.append(row)
        await asyncio.sleep(0.1)


class Fixed:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._rows = []

    async def post(self, row):
        async with self._lock:
            await asyncio.sleep(0.1)
            self._rows.append(row)
