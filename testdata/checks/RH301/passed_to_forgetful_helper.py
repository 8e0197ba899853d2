"""RH301: the helper that gets the task only looks at it."""
import asyncio


def show(task):
    print("started", task.get_name())


async def crawl(url):
    await asyncio.sleep(0.1)


def start(url):
    show(asyncio.create_task(crawl(url)))  # miss RH301 "arguments count as kept unless the callee is followed"


def start_kept(url, pool):
    task = asyncio.create_task(crawl(url))
    show(task)
    pool.append(task)
