"""RH303: a script takes the loop and runs it."""
import asyncio


async def main():
    await asyncio.sleep(1)


loop = asyncio.get_event_loop()
loop.run_until_complete(main())
