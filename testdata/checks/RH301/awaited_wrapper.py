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
