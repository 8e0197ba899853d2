"""RH103: an async for or async with inside the loop suspends as well."""
import asyncio


class Mirror:
    def __init__(self, session):
        self.session = session
        self.sources = {}

    async def add(self, name, url):
        async with self.session.head(url):
            self.sources[name] = url

    async def pull(self):
        for url in self.sources.values():  # want RH103 "self.sources"
            async with self.session.get(url) as response:
                print(response.status)

    async def pull_lines(self):
        for name in self.sources:  # want RH103 "self.sources"
            async for line in self.session.stream(name):
                print(line)

    async def pull_copy(self):
        for url in list(self.sources.values()):
            async with self.session.get(url) as response:
                print(response.status)

    async def run(self, names):
        async with asyncio.TaskGroup() as tg:
            for name in names:
                tg.create_task(self.add(name, f"https://{name}.example"))
            tg.create_task(self.pull())
            tg.create_task(self.pull_lines())
            tg.create_task(self.pull_copy())
