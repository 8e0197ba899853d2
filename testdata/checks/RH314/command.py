"""RH314: the loop of a command ends with its main function, and cancels what is left."""
import asyncio


async def serve():
    await asyncio.sleep(10)


async def signals():
    await asyncio.sleep(10)


async def main():
    server = asyncio.create_task(serve())
    stopper = asyncio.create_task(signals())
    await asyncio.wait([server, stopper], return_when=asyncio.FIRST_COMPLETED)  # note RH314 "may still run"


asyncio.run(main())
