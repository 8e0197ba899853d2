"""RH301: also in main a dropped task is held by nobody but the loop's weak set."""
import asyncio


async def collect():
    while True:
        await asyncio.sleep(10)


async def serve():
    await asyncio.sleep(3600)


async def main():
    asyncio.create_task(collect())  # want RH301 "task"
    await serve()


async def main_cancelling():
    collector = asyncio.create_task(collect())
    try:
        await serve()
    finally:
        collector.cancel()
        await asyncio.gather(collector, return_exceptions=True)


asyncio.run(main())
