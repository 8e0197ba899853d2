"""RH314: the pending set is thrown away."""
import asyncio


async def fastest(fetch, hosts):
    tasks = [asyncio.create_task(fetch(h)) for h in hosts]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # want RH314 "may still run"
    return done.pop().result()


async def fastest_right(fetch, hosts):
    tasks = [asyncio.create_task(fetch(h)) for h in hosts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
