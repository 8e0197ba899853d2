"""RH310: blocking calls that are handed to a thread."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import requests

pool = ThreadPoolExecutor()


def fetch(url):
    return requests.get(url).text


async def by_executor(loop, url):
    return await loop.run_in_executor(pool, fetch, url)


async def by_lambda(loop, url):
    return await loop.run_in_executor(None, lambda: requests.get(url))


async def by_thread(url):
    await asyncio.to_thread(time.sleep, 1)
    return await asyncio.to_thread(fetch, url)


async def by_inner(loop):
    def work():
        time.sleep(1)

    await loop.run_in_executor(None, work)
