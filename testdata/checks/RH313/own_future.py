"""RH313: the function resolves the future that it has just made."""
import asyncio


async def ready(value):
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(value)
    return await fut


def done(loop: asyncio.AbstractEventLoop, value):
    fut = loop.create_future()
    fut.set_result(value)
    return fut
