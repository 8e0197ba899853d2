"""RH303: a helper for both worlds looks whether a loop runs."""
import asyncio


async def load(key):
    await asyncio.sleep(0)
    return key


def load_any(key):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(load(key))
    return load(key)


async def handler(key):
    return await load_any(key)


async def fallback(key):
    try:
        return asyncio.run(load(key))
    except RuntimeError:
        return await load(key)
