"""RH314: a wait for all of them leaves nothing running."""
import asyncio


async def everything(fetch, hosts):
    tasks = [asyncio.create_task(fetch(h)) for h in hosts]
    done, _ = await asyncio.wait(tasks)
    return [t.result() for t in done]


async def gathered(fetch, hosts):
    return await asyncio.gather(*(fetch(h) for h in hosts))
