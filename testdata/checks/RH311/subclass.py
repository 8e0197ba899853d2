"""RH311: a subclass of threading.local."""
import asyncio
import threading


class Current(threading.local):
    user = None


current = Current()


async def login(name):
    current.user = name
    await asyncio.sleep(0.1)
    print(current.user)  # want RH311 "current.user"


async def login_right(name):
    current.user = name
    print(current.user)
    await asyncio.sleep(0.1)
