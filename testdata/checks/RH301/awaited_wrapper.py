"""RH301: an async helper whose result is a task: it is there only after the await."""
import asyncio


class Registry:
    """Announces services."""

    def __init__(self):
        self.last = None

    async def _broadcast(self, name):
        await asyncio.sleep(3)

    async def register(self, name):
        await asyncio.sleep(0)
        return asyncio.create_task(self._broadcast(name))


async def announce(registry: Registry):
    await registry.register("a")  # want RH301 "task that register starts"
    await (await registry.register("b"))
    registry.last = await registry.register("c")
    done = await registry.register("d")
    await done


class Front:
    """Hands on what the registry hands out."""

    def __init__(self, registry: Registry):
        self.registry = registry

    async def register(self, name):
        return await self.registry.register(name)

    def many(self, names):
        tasks = []
        for name in names:
            tasks.append(asyncio.create_task(self.register(name)))
        return tasks


async def announce_all(front: Front, names):
    await front.register("a")  # want RH301 "task that register starts"
    front.many(names)  # want RH301 "task that many starts"
    await asyncio.gather(*front.many(names))
