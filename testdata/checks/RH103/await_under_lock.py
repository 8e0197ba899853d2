"""RH103: loop and mutation under the same asyncio lock, or under half of it."""
import asyncio


class Pool:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.idle = {}
        self.busy = {}

    async def add(self, name, conn):
        async with self.lock:
            self.idle[name] = conn

    async def ping(self):
        async with self.lock:
            for conn in self.idle.values():
                await conn.ping()

    async def use(self, name, conn):
        self.busy[name] = conn
        await conn.query()  # want RH308 "stays there"
        del self.busy[name]

    async def ping_busy(self):
        async with self.lock:
            for conn in self.busy.values():  # want RH103 "self.busy"
                await conn.ping()


async def main(conns):
    pool = Pool()
    async with asyncio.TaskGroup() as tg:
        for name, conn in conns.items():
            tg.create_task(pool.add(name, conn))
            tg.create_task(pool.use(name, conn))
        tg.create_task(pool.ping())
        tg.create_task(pool.ping_busy())
