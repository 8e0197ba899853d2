import asyncio

from client import Client


async def main(wire):
    c = Client()
    await asyncio.gather(c.attempt(wire), c.attempt(wire))
