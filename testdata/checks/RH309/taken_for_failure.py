"""RH309: the cancellation stands in a list of errors and becomes one of the outcomes."""
import asyncio


async def request(worker):
    await asyncio.sleep(0.1)
    return {"status": "OK", "worker": worker}


async def gather(worker):
    try:
        reply = await request(worker)
        return reply["status"]
    except (OSError, asyncio.CancelledError, asyncio.TimeoutError):  # want RH309 "gets an ordinary result"
        return "network failure"


async def gather_carefully(worker):
    try:
        reply = await request(worker)
        return reply["status"]
    except (OSError, asyncio.TimeoutError):
        return "network failure"


async def gather_metered(worker, meter):
    try:
        with meter("network"):
            reply = await request(worker)
        return reply["status"]
    except (OSError, asyncio.CancelledError):  # want RH309 "gets an ordinary result"
        return "network failure"
