"""RH301: a gather that nobody awaits."""
import asyncio


async def fetch(name):
    await asyncio.sleep(1)
    return name


async def refresh(names):
    asyncio.gather(*[fetch(n) for n in names])  # want RH301 "result of gather is dropped"


async def refresh_two():
    asyncio.gather(fetch("a"), fetch("b"), return_exceptions=True)  # want RH301 "gather"


async def refresh_right(names):
    await asyncio.gather(*[fetch(n) for n in names])


def refresh_handed_out(names):
    return asyncio.gather(*[fetch(n) for n in names])


async def refresh_later(names):
    both = asyncio.gather(*[fetch(n) for n in names])
    await asyncio.sleep(0)
    return await both
