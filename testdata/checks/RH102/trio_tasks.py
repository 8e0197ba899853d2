"""RH102: trio nurseries and locks."""
import trio


class Counter:
    def __init__(self):
        self.n = 0
        self.m = 0
        self.lock = trio.Lock()

    async def bump(self):
        n = self.n
        await trio.sleep(0.1)
        self.n = n + 1  # want RH102 "self.n"

    async def bump_locked(self):
        async with self.lock:
            m = self.m
            await trio.sleep(0.1)
            self.m = m + 1


async def main():
    c = Counter()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(c.bump)
        nursery.start_soon(c.bump)
        nursery.start_soon(c.bump_locked)
        nursery.start_soon(c.bump_locked)


trio.run(main)
