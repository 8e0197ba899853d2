"""RH311: the value is set anew after the await."""
import asyncio
import threading

scratch = threading.local()


async def label(name):
    scratch.name = name
    await asyncio.sleep(0.1)
    scratch.name = name
    print(scratch.name)
