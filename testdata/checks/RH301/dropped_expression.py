"""RH301: the spawn is a statement of its own and nobody keeps the result."""
import asyncio


async def notify(user):
    await asyncio.sleep(0.1)
    print("notified", user)


async def sign_up(user):
    asyncio.create_task(notify(user))  # want RH301 "task"
    return {"ok": True}


async def sign_up_named(user):
    asyncio.create_task(notify(user), name=f"notify-{user}")  # want RH301 "task"
    return {"ok": True}


async def sign_up_waiting(user):
    await notify(user)
    return {"ok": True}


async def sign_up_grouped(users):
    await asyncio.gather(*[asyncio.create_task(notify(u)) for u in users])
