"""RH311: only one way from the setting to the reading suspends."""
import asyncio
import threading

mine = threading.local()


async def count(items, slow):
    mine.seen = 0
    if slow:
        await asyncio.sleep(1)
    print(len(items), mine.seen)  # want RH311 "mine.seen"


async def count_right(items, slow):
    if slow:
        await asyncio.sleep(1)
    mine.seen = 0
    print(len(items), mine.seen)
