"""RH309: the cancellation arrives in the async for."""
import asyncio


async def follow(connect, show):
    while True:
        try:
            async for line in connect():
                show(line)
        except BaseException:  # want RH309 "BaseException"
            await asyncio.sleep(1)


async def follow_right(connect, show):
    while True:
        try:
            async for line in connect():
                show(line)
        except OSError:
            await asyncio.sleep(1)
