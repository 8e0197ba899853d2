"""RH105: a variable of the enclosing function, shared by the workers that it starts."""
# no-lock-test: a worker is awaited as well as gathered
import asyncio


async def fetch(url):
    await asyncio.sleep(0.1)
    return url


async def crawl(urls):
    current = None
    pages = {}

    async def worker(url):
        nonlocal current
        current = url
        page = await fetch(url)
        pages[current] = page  # want RH105 "current"

    await asyncio.gather(*(worker(u) for u in urls))
    return pages


async def crawl_local(urls):
    pages = {}

    async def worker(url):
        page = await fetch(url)
        pages[url] = page

    await asyncio.gather(*(worker(u) for u in urls))
    return pages


async def crawl_in_turn(urls):
    current = None
    pages = {}

    async def worker(url):
        nonlocal current
        current = url
        page = await fetch(url)
        pages[current] = page

    for url in urls:
        await worker(url)
    return pages


async def main():
    print(await crawl("ab"), await crawl_local("ab"), await crawl_in_turn("ab"))


asyncio.run(main())
