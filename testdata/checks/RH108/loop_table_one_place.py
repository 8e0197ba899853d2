"""RH108: one place fills the dict of the class; a dict with loops as keys is right."""
# no-strip-test
import asyncio


class Connector:
    _contexts: dict[bool, asyncio.Future] = {}
    _locks: dict = {}

    async def context(self, verified):
        if verified not in self._contexts:
            future = asyncio.get_running_loop().create_future()
            self._contexts[verified] = future  # want RH108 "_contexts is one dict for all instances"
            future.set_result(object())
        return await self._contexts[verified]

    async def locked(self):
        running = asyncio.get_running_loop()
        if running not in self._locks:
            self._locks[running] = asyncio.Lock()
        async with self._locks[running]:
            await asyncio.sleep(0)
