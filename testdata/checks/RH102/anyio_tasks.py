"""RH102: anyio task groups and locks."""
import anyio


class Counter:
    def __init__(self):
        self.n = 0
        self.m = 0
        self.lock = anyio.Lock()

    async def bump(self):
        n = self.n
        await anyio.sleep(0.1)
        self.n = n + 1  # want RH102 "self.n"

    async def bump_locked(self):
        async with self.lock:
            m = self.m
            await anyio.sleep(0.1)
            self.m = m + 1


async def main():
    c = Counter()
    async with anyio.create_task_group() as tg:
        for _ in range(10):
            tg.start_soon(c.bump)
            tg.start_soon(c.bump_locked)


anyio.run(main)
