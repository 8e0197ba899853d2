"""RH310: a helper for both worlds looks whether a loop runs."""
# no-strip-test
import asyncio
import time


def pause(seconds):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is None:
        time.sleep(seconds)
        return None
    return loop.create_task(asyncio.sleep(seconds))


async def step():
    await pause(1)
