"""RH303: nest_asyncio lets loops run in loops."""
import asyncio

import nest_asyncio

nest_asyncio.apply()


async def load(key):
    await asyncio.sleep(0)
    return key


async def cell(key):
    return asyncio.run(load(key))
