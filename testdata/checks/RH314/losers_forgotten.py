"""RH314: the first of two tasks wins, the other runs on."""
import asyncio


async def next_message(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)  # want RH314 "may still run"
    if get.done():
        return get.result()
    return None


async def next_message_right(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    try:
        await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)
        if get.done():
            return get.result()
        return None
    finally:
        get.cancel()
        stop.cancel()
