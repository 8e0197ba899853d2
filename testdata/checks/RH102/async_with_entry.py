"""RH102: entering an async with suspends."""
import asyncio


class Crawler:
    def __init__(self, session):
        self.session = session
        self.received = 0

    async def get(self, url):
        before = self.received
        async with self.session.get(url) as response:
            self.received = before + response.length  # want RH102 "self.received"

    async def get_augmented(self, url):
        async with self.session.get(url) as response:
            self.received += await response.size()  # want RH102 "self.received"

    async def get_safe(self, url):
        async with self.session.get(url) as response:
            self.received += response.length

    async def crawl(self, urls):
        async with asyncio.TaskGroup() as tg:
            for url in urls:
                tg.create_task(self.get(url))
                tg.create_task(self.get_augmented(url))
                tg.create_task(self.get_safe(url))
