"""RH311: the main coroutine is the only task of its loop that sets it."""
import asyncio
import threading

mine = threading.local()


async def main():
    mine.started = True
    await asyncio.sleep(1)
    print(mine.started)


asyncio.run(main())
