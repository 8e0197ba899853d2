"""RH301: wrappers that keep the task themselves may be called for their effect."""
import asyncio


class Hub:
    """Owns the background tasks of the whole program."""

    def __init__(self):
        self._tasks = set()
        self._by_name = {}

    def async_create_task(self, coro):
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def async_named(self, name, coro):
        task = self._by_name[name] = asyncio.create_task(coro)
        return task

    async def async_stop(self):
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def poll(device):
    await asyncio.sleep(30)


async def setup(hub: Hub, devices):
    for device in devices:
        hub.async_create_task(poll(device))
    hub.async_named("first", poll(devices[0]))
