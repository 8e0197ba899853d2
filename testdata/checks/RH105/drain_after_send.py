"""RH105: what was copied before the await is cleared after it, with all that came meanwhile."""
import asyncio


class Metrics:
    def __init__(self, rpc):
        self.rpc = rpc
        self.values = {}
        self.lines = []

    def add(self, name, value):
        self.values[name] = value
        self.lines.append(name)

    async def record(self, source):
        async for name, value in source:
            self.add(name, value)

    async def flush(self):
        batch = dict(self.values)
        await self.rpc.send(batch)
        self.values.clear()  # want RH105 "self.values"

    async def flush_lines(self):
        await self.rpc.send(list(self.lines))
        self.lines = []  # want RH105 "self.lines"

    async def flush_swapped(self):
        batch, self.values = self.values, {}
        await self.rpc.send(batch)

    async def flush_copied(self):
        batch = dict(self.values)
        self.values.clear()
        await self.rpc.send(batch)


async def main(rpc, source):
    metrics = Metrics(rpc)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(metrics.record(source))
        tg.create_task(metrics.flush())
        tg.create_task(metrics.flush_lines())
        tg.create_task(metrics.flush_swapped())
        tg.create_task(metrics.flush_copied())
