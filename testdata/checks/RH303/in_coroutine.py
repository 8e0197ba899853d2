"""RH303: get_event_loop in a coroutine works, get_running_loop says what is meant."""
import asyncio


async def now():
    return asyncio.get_event_loop().time()  # note RH303 "get_running_loop"


async def now_right():
    return asyncio.get_running_loop().time()
