import asyncio

from .state import STATE


async def scan(item):
    await asyncio.sleep(0.1)
    return 1


async def sell(item):
    STATE.sold += await scan(item)  # want RH102 "STATE.sold"


async def take_back(item):
    async with STATE.lock:
        STATE.returned += await scan(item)
