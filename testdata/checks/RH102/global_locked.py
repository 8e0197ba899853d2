"""RH102: the same module variable, guarded by a module lock."""
import asyncio

total = 0.0
lock = asyncio.Lock()


async def measure():
    await asyncio.sleep(0.1)
    return 1.0


async def add():
    global total
    async with lock:
        total += await measure()


async def reset():
    global total
    async with lock:
        total = 0.0


async def main():
    await asyncio.gather(add(), add(), reset())


asyncio.run(main())
