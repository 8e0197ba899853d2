"""RH209: one entry is out of the registry and shuts down under the lock over all of them."""
import asyncio


class Pool:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.links = {}
        self.users = {}

    async def open(self, host, make):
        async with self.lock:
            if host not in self.links:
                self.links[host] = make(host)

    async def close(self, host):
        async with self.lock:
            link = self.links.pop(host)
            await link.close()  # want RH209 note "self.lock is held while one entry that is out of self.links already shuts down"

    async def close_outside(self, host):
        async with self.lock:
            link = self.links.pop(host)
        await link.close()

    async def close_in_time(self, host):
        async with self.lock:
            link = self.links.pop(host)
            async with asyncio.timeout(5):
                await link.close()

    async def close_and_count(self, host):
        async with self.lock:
            link = self.links.pop(host)
            await link.close()
            self.users.pop(host)

    async def close_first(self, host):
        async with self.lock:
            await self.links[host].close()
            del self.links[host]


class App:
    def __init__(self, key):
        self.key = key

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(1)


_lock = asyncio.Lock()
_apps = {}
_counts = {}


async def enter(key):
    async with _lock:
        _counts[key] = _counts.get(key, 0) + 1
        if key not in _apps:
            _apps[key] = App(key)


async def leave(key):
    async with _lock:
        _counts[key] -= 1
        if not _counts[key]:
            _counts.pop(key)
            app = _apps.pop(key)
            await app.__aexit__(None, None, None)  # want RH209 note "_lock is held while one entry"


async def leave_later(key):
    app = None
    async with _lock:
        _counts[key] -= 1
        if not _counts[key]:
            app = _apps.pop(key)
    if app is not None:
        await app.__aexit__(None, None, None)


class Single:
    """Only one function takes the lock, once: nobody else is kept out."""

    def __init__(self):
        self.lock = asyncio.Lock()
        self.links = {}

    async def close(self, host):
        async with self.lock:
            link = self.links.pop(host)
            await link.close()
