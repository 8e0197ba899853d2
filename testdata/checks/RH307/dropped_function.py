"""RH307: a module function, from a coroutine and from plain code."""
import asyncio


async def announce(text):
    await asyncio.sleep(0)
    print(text)


async def greet():
    announce("hello")  # want RH307 "announce"
    await announce("hello")


def greet_plain():
    announce("hello")  # want RH307 "announce"


def greet_run():
    asyncio.run(announce("hello"))
