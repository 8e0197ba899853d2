"""RH305: a queue of the module in a program that supports old versions of Python."""
import asyncio
import sys

if sys.version_info >= (3, 7):
    run = asyncio.run
else:
    def run(coro):
        return asyncio.get_event_loop().run_until_complete(coro)

jobs = asyncio.Queue()  # want RH305 "jobs is made at import"


async def worker():
    while True:
        print(await jobs.get())
