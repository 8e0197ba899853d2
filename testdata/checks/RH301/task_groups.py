"""RH301: groups and nurseries own what they start."""
import asyncio

import anyio
import trio


async def step(n):
    await asyncio.sleep(n)


async def with_group():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(step(1))
        for n in range(3):
            tg.create_task(step(n), name=f"step {n}")


async def with_anyio():
    async with anyio.create_task_group() as tg:
        tg.start_soon(step, 1)
        tg.start_soon(step, 2)


async def with_trio():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)


async def in_callee(tg: asyncio.TaskGroup):
    tg.create_task(step(1))


class Owner:
    def __init__(self, tg: asyncio.TaskGroup):
        self.tg = tg

    def add(self, n):
        self.tg.create_task(step(n))
