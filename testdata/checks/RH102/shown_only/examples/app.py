import asyncio

from client import Client


async def main(wire):
    c = Client()
    await asyncio.gather(c.show(wire), c.show(wire))
