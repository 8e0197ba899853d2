"""RH301: a helper of the project drops the task; the spawn is reported, not its callers."""
import asyncio


def fire(coro):
    asyncio.create_task(coro)  # want RH301 "task"


def fire_guarded(coro):
    async def guarded():
        try:
            await coro
        except ValueError as err:
            print("ignored", err)

    asyncio.create_task(guarded())  # want RH301 "task"


async def mail(to):
    await asyncio.sleep(0.1)


async def register(user):
    fire(mail(user))
    fire_guarded(mail(user))
