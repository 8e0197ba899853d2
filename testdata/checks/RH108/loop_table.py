"""RH108: timers of whichever loop made them, in a dict of the class."""
# no-strip-test
import asyncio


class Cache:
    _values = {}
    _timers = {}  # want RH108 warning "_timers is one dict for all instances, but each asyncio.TimerHandle"

    async def set(self, key, value, ttl):
        if key in Cache._timers:
            Cache._timers[key].cancel()
        Cache._values[key] = value
        loop = asyncio.get_running_loop()
        Cache._timers[key] = loop.call_later(ttl, self.drop, key)

    async def expire(self, key, ttl):
        if key in Cache._timers:
            Cache._timers[key].cancel()
        loop = asyncio.get_running_loop()
        Cache._timers[key] = loop.call_later(ttl, self.drop, key)

    def drop(self, key):
        Cache._values.pop(key, None)
        Cache._timers.pop(key, None)


class OwnCache:
    def __init__(self):
        self._timers = {}

    async def set(self, key, ttl):
        loop = asyncio.get_running_loop()
        self._timers[key] = loop.call_later(ttl, self.drop, key)

    def drop(self, key):
        self._timers.pop(key, None)
