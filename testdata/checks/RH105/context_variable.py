"""RH105: a context variable is the task's own."""
import asyncio
import contextvars

user = contextvars.ContextVar("user")


async def fetch():
    await asyncio.sleep(0.1)


async def handle(name):
    user.set(name)
    await fetch()
    return user.get()


async def main():
    async with asyncio.TaskGroup() as tg:
        for name in ("ann", "bob"):
            tg.create_task(handle(name))


asyncio.run(main())
