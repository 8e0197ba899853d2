"""RH302: the resource is an argument of the task."""
import asyncio


async def copy(conn, target):
    target.append(await conn.read())


async def mirror(connect, target):
    async with connect() as conn:
        job = asyncio.ensure_future(copy(conn, target))  # want RH302 "conn"
        print("copying")
    await job


async def mirror_right(connect, target):
    async with connect() as conn:
        job = asyncio.ensure_future(copy(conn, target))
        try:
            print("copying")
        finally:
            await job


async def mirror_gather(connect, target):
    async with connect() as conn:
        job = asyncio.ensure_future(copy(conn, target))
        await asyncio.gather(job, copy(conn, target))
