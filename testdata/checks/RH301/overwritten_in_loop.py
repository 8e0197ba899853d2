"""RH301: each turn of the loop overwrites the only reference to the last task."""
import asyncio


async def probe(host):
    await asyncio.sleep(0.2)
    return host


async def probe_all(hosts):
    task = None
    for host in hosts:
        task = asyncio.create_task(probe(host))  # want RH301 "task"
    if task is not None:
        await task


async def probe_each(hosts):
    for host in hosts:
        task = asyncio.create_task(probe(host))
        print(await task)


async def probe_together(hosts):
    tasks = []
    for host in hosts:
        tasks.append(asyncio.create_task(probe(host)))
    return await asyncio.gather(*tasks)
