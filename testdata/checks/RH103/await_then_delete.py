"""RH103: the coroutine itself deletes from the dict that it iterates."""
import asyncio


class Leases:
    def __init__(self):
        self.active = {}

    async def _release(self, name):
        await asyncio.sleep(0.1)

    async def expire(self, now):
        for name, deadline in self.active.items():
            if deadline < now:
                await self._release(name)
                del self.active[name]  # want RH103 "self.active"

    async def expire_copy(self, now):
        for name, deadline in list(self.active.items()):
            if deadline < now:
                await self._release(name)
                self.active.pop(name, None)

    async def expire_one(self, now):
        for name, deadline in self.active.items():
            if deadline < now:
                del self.active[name]
                await self._release(name)
                return name
        return None


async def main():
    leases = Leases()
    await leases.expire(1)
    await leases.expire_copy(1)
    await leases.expire_one(1)


asyncio.run(main())
