"""RH309: nothing in the try block can be cancelled."""
import asyncio


async def parse(lines):
    while True:
        line = await lines.get()
        try:
            print(int(line))
        except BaseException:
            print("not a number")


async def prepared():
    return 1


async def never_waits(stop):
    while not stop.is_set():
        try:
            print(await prepared())
        except BaseException:
            print("failed")
