"""RH309: code that counts cancellations knows what it does."""
import asyncio


async def guarded(run):
    task = asyncio.current_task()
    while True:
        try:
            await run()
        except asyncio.CancelledError:
            if task.uncancel() > 0:
                return
