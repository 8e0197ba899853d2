"""RH301: the spawn under other names."""
import asyncio
import asyncio as aio
from asyncio import create_task
from asyncio import create_task as go

launch = asyncio.create_task


async def beep():
    await asyncio.sleep(1)


async def all_dropped():
    create_task(beep())  # want RH301 "task"
    go(beep())  # want RH301 "task"
    aio.create_task(beep())  # want RH301 "task"
    launch(beep())  # want RH301 "task"


async def all_kept():
    return await aio.gather(create_task(beep()), go(beep()), launch(beep()))
