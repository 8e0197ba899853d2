"""RH302: the resource is entered through an attribute of the object."""
import asyncio


class Crawler:
    def __init__(self, session):
        self.session = session

    async def fetch(self, url):
        return await self.session.get(url)

    async def run(self, url):
        async with self.session:
            task = asyncio.create_task(self.fetch(url))  # want RH302 "self.session"
        return await task

    async def run_right(self, url):
        async with self.session:
            task = asyncio.create_task(self.fetch(url))
            return await task
