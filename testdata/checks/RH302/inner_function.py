"""RH302: an inner function uses the resource."""
import asyncio


async def watch(connect):
    async with connect() as conn:
        async def pump():
            await conn.read()

        task = asyncio.create_task(pump())  # want RH302 "conn"
        print("started")
    await task


async def watch_right(connect):
    async with connect() as conn:
        async def pump():
            await conn.read()

        task = asyncio.create_task(pump())
        await task
