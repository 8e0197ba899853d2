"""RH311: threads have thread-local state to themselves."""
import asyncio
import threading
import time

mine = threading.local()


def work(name):
    mine.name = name
    time.sleep(1)
    print(mine.name)


async def both():
    await asyncio.gather(asyncio.to_thread(work, "a"), asyncio.to_thread(work, "b"))
