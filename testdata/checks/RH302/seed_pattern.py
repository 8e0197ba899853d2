"""RH302: the task is awaited only after the resource is closed, or never."""
import asyncio


class Resource:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        return None

    async def use(self):
        await asyncio.sleep(1)


async def buggy():
    async with Resource() as resource:
        task = asyncio.create_task(resource.use())  # want RH302 "Resource.use uses resource"
    await task


async def fixed():
    async with Resource() as resource:
        task = asyncio.create_task(resource.use())
        await task
