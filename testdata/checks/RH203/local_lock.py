"""RH203: nobody else has the lock."""
import asyncio
import threading


async def once(source):
    lock = threading.Lock()
    with lock:  # want RH210 "made anew"
        await source.read()


async def shared(source):
    lock = threading.Lock()

    async def one():
        with lock:
            await source.read()  # want RH203 "lock is held"

    await asyncio.gather(one(), one())
