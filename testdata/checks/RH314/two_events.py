"""RH314: the first of two events; the task that waits for the other one stays."""
import asyncio


async def either(a, b):
    first = asyncio.create_task(a.wait())
    second = asyncio.create_task(b.wait())
    done, _ = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)  # want RH314 "may still run"
    return first in done


async def either_carefully(a, b):
    first = asyncio.create_task(a.wait())
    second = asyncio.create_task(b.wait())
    try:
        done, _ = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
        return first in done
    finally:
        first.cancel()
        second.cancel()
