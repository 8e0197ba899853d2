"""Readings and totals, written to disk in batches."""
import asyncio
import json

from .model import Reading


class Store:
    def __init__(self, path):
        self.path = path
        self.rows = []
        self.bytes_written = 0
        self.batches = 0
        self.quota = 1_000_000
        self._quota_lock = asyncio.Lock()

    def append(self, reading: Reading):
        self.rows.append((reading.sensor, reading.at, reading.value))

    async def _write(self, rows):
        text = json.dumps(rows)
        await asyncio.to_thread(self._write_now, text)
        return len(text)

    def _write_now(self, text):
        with open(self.path, "a") as f:
            f.write(text)

    async def flush(self):
        rows, self.rows = self.rows, []
        if rows:
            self.bytes_written += await self._write(rows)
            self.batches += 1

    async def charge(self, rows):
        async with self._quota_lock:
            self.quota -= await self._write(rows)

    async def refill(self, amount):
        async with self._quota_lock:
            self.quota += amount
