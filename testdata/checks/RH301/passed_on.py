"""RH301: the task is handed to something that takes care of it."""
import asyncio


class Supervisor:
    def __init__(self):
        self.children = []

    def adopt(self, task):
        self.children.append(task)


async def crawl(url):
    await asyncio.sleep(0.1)
    return url


async def start(supervisor: Supervisor, registry, url):
    supervisor.adopt(asyncio.create_task(crawl(url)))
    registry.register(url, asyncio.create_task(crawl(url)))


async def finish(url):
    task = asyncio.create_task(crawl(url))
    done, pending = await asyncio.wait({task}, timeout=3)  # want RH314 "if finish is cancelled"
    for late in pending:
        late.cancel()
    return [t.result() for t in done]


async def shielded(url):
    task = asyncio.create_task(crawl(url))  # want RH301 "outlives a cancellation of shielded"
    return await asyncio.shield(task)


async def as_they_come(urls):
    tasks = [asyncio.create_task(crawl(u)) for u in urls]
    for next_done in asyncio.as_completed(tasks):
        print(await next_done)
