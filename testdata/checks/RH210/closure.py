"""RH210 stays silent: inner functions take the same lock."""
import asyncio


async def crawl(urls, fetch):
    limit = asyncio.Semaphore(4)
    lock = asyncio.Lock()
    seen = set()

    async def one(url):
        async with limit:
            page = await fetch(url)
            async with lock:
                seen.add(page)

    async with lock:
        seen.clear()
    await asyncio.gather(*[one(url) for url in urls])
    return seen
