"""A small module."""
import asyncio


async def main():
    lock = asyncio.Lock()
    async with lock:
        await asyncio.sleep(0)


asyncio.run(main())
