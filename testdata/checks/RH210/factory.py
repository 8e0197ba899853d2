"""RH210: a function or property that makes a lock for everybody who asks."""
# no-strip-test
import asyncio
import threading


class Store:
    def __init__(self):
        self.data = {}
        self._kept = None

    def new_lock(self):
        return threading.Lock()

    def kept_lock(self):
        if self._kept is None:
            self._kept = threading.Lock()
        return self._kept

    def put(self, key, value):
        with self.new_lock():  # want RH210 "makes a lock anew"
            self.data[key] = value

    def put_kept(self, key, value):
        with self.kept_lock():
            self.data[key] = value


def fresh():
    return asyncio.Lock()


async def change(store):
    async with fresh():  # want RH210 "fresh"
        await asyncio.sleep(0)
        store.data.clear()
