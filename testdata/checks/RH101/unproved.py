"""RH101: the pattern alone, where nothing shows that two strands run it: on request only."""
# no-strip-test
import threading


class Store:
    def __init__(self):
        self.cache = {}
        self.locked = {}
        self.lock = threading.Lock()

    def get(self, key):
        if key in self.cache:
            return self.cache[key]  # note RH101 "another thread may remove the key from self.cache"

    def get_locked(self, key):
        with self.lock:
            if key in self.locked:
                return self.locked[key]

    def get_at_once(self, key):
        return self.cache.get(key)

    def evict(self, key):
        del self.cache[key]

    def evict_locked(self, key):
        with self.lock:
            del self.locked[key]


class Tables:
    def __init__(self):
        self.rows = {}

    async def row(self, key, log):
        if key in self.rows:
            await log.write(key)
            return self.rows[key]  # note RH101 "the key was in self.rows before the await"

    async def row_first(self, key, log):
        if key in self.rows:
            row = self.rows[key]
            await log.write(key)
            return row

    async def drop(self, key):
        del self.rows[key]
