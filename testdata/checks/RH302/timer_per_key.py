"""RH302: a timer per key; setting a key again forgets the timer of the old value."""
# no-strip-test
import asyncio


class Store:
    def __init__(self):
        self.rows = {}
        self.timers = {}

    async def put_row(self, key, row, ttl):
        self.rows[key] = row
        loop = asyncio.get_running_loop()
        self.timers[key] = loop.call_later(ttl, self._drop, key)  # want RH302 warning "self.timers gets a new timer"

    async def prolong(self, key, ttl):
        old = self.timers.pop(key, None)
        if old:
            old.cancel()
        self.timers[key] = asyncio.get_running_loop().call_later(ttl, self._drop, key)

    def _drop(self, key):
        self.rows.pop(key, None)
        self.timers.pop(key, None)


class StoreRight:
    def __init__(self):
        self.rows = {}
        self.timers = {}

    async def put_row(self, key, row, ttl):
        if key in self.timers:
            self.timers[key].cancel()
        self.rows[key] = row
        loop = asyncio.get_running_loop()
        self.timers[key] = loop.call_later(ttl, self._drop, key)

    async def prolong(self, key, ttl):
        old = self.timers.pop(key, None)
        if old:
            old.cancel()
        self.timers[key] = asyncio.get_running_loop().call_later(ttl, self._drop, key)

    def _drop(self, key):
        self.rows.pop(key, None)
        self.timers.pop(key, None)
