"""RH303: a synchronous wrapper that a coroutine calls."""
import asyncio


async def load(key):
    await asyncio.sleep(0)
    return key


def load_sync(key):
    return asyncio.run(load(key))


def both(a, b):
    return load_sync(a), load_sync(b)


async def handler(key):
    return load_sync(key)  # want RH303 "load_sync.* leads to asyncio.run"


async def handler_both(key):
    return both(key, key)  # want RH303 "both.* leads to asyncio.run"


async def handler_thread(key):
    return await asyncio.to_thread(load_sync, key)


async def handler_right(key):
    return await load(key)
