"""RH312: what stands behind the bare await in a finally clause never runs."""
import asyncio
import contextlib


async def beat(link):
    while True:
        await link.ping()


async def session(link, work):
    heart = asyncio.create_task(beat(link))
    try:
        await work()
    finally:
        heart.cancel()  # want RH312 "heart is cancelled and then awaited bare"
        await heart
        link.done()


async def session_right(link, work):
    heart = asyncio.create_task(beat(link))
    try:
        await work()
    finally:
        heart.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await heart
        link.done()
