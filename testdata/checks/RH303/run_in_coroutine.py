"""RH303: asyncio.run and run_until_complete inside a coroutine."""
import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def page(url):
    return asyncio.run(fetch(url))  # want RH303 "asyncio.run.*inside a coroutine"


async def page_by_loop(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, print, url)


class Site:
    def __init__(self):
        self.loop = asyncio.new_event_loop()

    async def page(self, url):
        return self.loop.run_until_complete(fetch(url))  # want RH303 "run_until_complete"


async def page_right(url):
    return await fetch(url)


def main(url):
    return asyncio.run(page_right(url))
