"""RH306: exceptions that gather collects and nobody looks at."""
import asyncio


async def save(item):
    await asyncio.sleep(0)
    item["saved"] = True


async def save_all(items):
    await asyncio.gather(*(save(i) for i in items), return_exceptions=True)  # note RH306 "nobody looks"


async def save_all_right(items):
    results = await asyncio.gather(*(save(i) for i in items), return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            print(result)


async def stop_all(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
