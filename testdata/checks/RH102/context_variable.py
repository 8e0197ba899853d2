"""RH102: a context variable belongs to each task."""
import asyncio
import contextvars

depth = contextvars.ContextVar("depth", default=0)


async def descend():
    await asyncio.sleep(0.1)
    return 1


async def visit():
    before = depth.get()
    depth.set(before + await descend())
    return depth.get()


async def main():
    async with asyncio.TaskGroup() as tg:
        for _ in range(3):
            tg.create_task(visit())


asyncio.run(main())
