"""RH302: the task does not use what is closed."""
import asyncio


async def log(text):
    await asyncio.sleep(0)
    print(text)


async def visit(connect, name):
    async with connect() as conn:
        task = asyncio.create_task(log(name))
        await conn.read()
    await task
