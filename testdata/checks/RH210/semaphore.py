"""RH210: a semaphore that limits one call at a time to itself."""
# no-strip-test
import asyncio

LIMIT = asyncio.Semaphore(3)


async def fetch(session, url):
    async with asyncio.Semaphore(3):  # want RH210 "asyncio.Semaphore"
        return await session.get(url)


async def fetch_limited(session, url):
    async with LIMIT:
        return await session.get(url)
