import asyncio

from shop import till


async def main(items):
    async with asyncio.TaskGroup() as tg:
        for item in items:
            tg.create_task(till.sell(item))
            tg.create_task(till.take_back(item))


asyncio.run(main(["tea", "milk"]))
