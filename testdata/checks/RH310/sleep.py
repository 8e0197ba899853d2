"""RH310: time.sleep in a coroutine."""
import asyncio
import time


async def retry(connect):
    while not await connect():
        time.sleep(1)  # want RH310 "time.sleep"


async def retry_right(connect):
    while not await connect():
        await asyncio.sleep(1)


async def yields_only():
    time.sleep(0)


def plain():
    time.sleep(1)
