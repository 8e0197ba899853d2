"""RH314: coroutines that asyncio.wait makes tasks of."""
import asyncio


async def refresh(stop, wanted: asyncio.Event):
    while not stop.done():
        waits = [stop]
        if wanted:
            waits.append(wanted.wait())
        await asyncio.wait(waits, timeout=5, return_when=asyncio.FIRST_COMPLETED)  # want RH314 "makes of wanted.wait"


async def idle(stop, wanted):
    await asyncio.wait([stop, wanted.wait()], return_when=asyncio.FIRST_COMPLETED)  # want RH314 "makes of wanted.wait"


async def refresh_right(stop, wanted):
    while not stop.done():
        waits = [stop]
        if wanted:
            waits.append(wanted.wait())
        done, pending = await asyncio.wait(waits, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        for task in pending - {stop}:
            task.cancel()


async def all_of_them(first, second):
    await asyncio.wait([first.wait(), second.wait()])
