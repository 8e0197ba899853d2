"""RH109: handlers of one loop, with an await between test and act, and without."""
import asyncio
import os


async def racy(path):
    if os.path.exists(path):
        await asyncio.sleep(0)
        os.remove(path)  # want RH109 warning "path" want RH310 "disk"


async def one_step(path):
    await asyncio.sleep(0)
    if os.path.exists(path):
        os.remove(path)  # note RH109 "path" want RH310 "disk"


async def main(paths):
    await asyncio.gather(*[racy(p) for p in paths], *[one_step(p) for p in paths])
