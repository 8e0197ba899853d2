"""RH303: a new loop per call that nobody closes."""
import asyncio


async def job(x):
    await asyncio.sleep(0)
    return x


def run_job(x):
    loop = asyncio.new_event_loop()  # want RH303 "never closed"
    return loop.run_until_complete(job(x))


def run_job_right(x):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job(x))
    finally:
        loop.close()


def make_loop():
    return asyncio.new_event_loop()


class Holder:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
