import asyncio

from bot.commands import greet, greet_local


async def run(channels):
    async with asyncio.TaskGroup() as tg:
        for channel in channels:
            tg.create_task(greet(channel))
            tg.create_task(greet_local(channel))
