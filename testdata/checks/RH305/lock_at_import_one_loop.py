"""RH305: a lock of the module in a program with one loop."""
import asyncio

_lock = asyncio.Lock()  # note RH305 "belongs to the event loop that waits"


async def write(line):
    async with _lock:
        await asyncio.sleep(0.1)
        print(line)


async def main():
    await asyncio.gather(write("a"), write("b"))


asyncio.run(main())
