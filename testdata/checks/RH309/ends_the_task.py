"""RH309: a handler that ends the task is a clean way to stop."""
import asyncio


async def ticker(tick):
    try:
        while True:
            await asyncio.sleep(1)
            tick()
    except asyncio.CancelledError:
        print("stopped")


async def ticker_returns(tick):
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            return
        tick()


async def ticker_cleans(tick, stop):
    try:
        while True:
            await asyncio.sleep(1)
            tick()
    except asyncio.CancelledError:
        pass
    await stop()
