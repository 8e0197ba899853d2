"""RH309: CancelledError is taken for a timeout, and the loop goes on."""
import asyncio


async def heartbeat(send):
    while True:
        try:
            await asyncio.sleep(5)
            await send("ping")
        except (ConnectionError, asyncio.CancelledError):  # want RH309 "CancelledError"
            continue


async def heartbeat_right(send):
    while True:
        try:
            await asyncio.sleep(5)
            await send("ping")
        except ConnectionError:
            continue
        except asyncio.CancelledError:
            break
