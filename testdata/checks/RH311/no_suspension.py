"""RH311: nothing suspends between setting and reading."""
import asyncio
import threading

scratch = threading.local()


async def quiet():
    return 1


async def add(a, b):
    scratch.total = a
    scratch.total = scratch.total + b
    result = scratch.total
    await asyncio.sleep(0)
    return result


async def add_quiet(a):
    scratch.total = a
    await quiet()
    return scratch.total
