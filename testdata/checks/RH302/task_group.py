"""RH302: a task group waits for its tasks when the block ends."""
import asyncio


async def fetch(conn, key):
    return await conn.get(key)


async def both(connect):
    async with connect() as conn:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch(conn, "a"))
            group.create_task(fetch(conn, "b"))
