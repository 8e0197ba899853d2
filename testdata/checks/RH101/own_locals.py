"""RH101: containers of one call belong to it alone."""
import asyncio


async def drain(items, send):
    left = list(items)
    found = {}
    while left:
        await send(left[0])
        left.pop()
    if "x" in found:
        await send("x")
        del found["x"]


async def main(send):
    await asyncio.gather(drain([1], send), drain([2], send))
