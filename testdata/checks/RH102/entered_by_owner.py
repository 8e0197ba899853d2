"""RH102: what __aenter__ does happens once, before the owner hands the object out."""
import asyncio


class Client:
    def __init__(self, urls):
        self.urls = urls
        self.open = 0
        self.sent = 0

    async def _connect(self, url):
        await asyncio.sleep(0.1)
        return 1

    async def __aenter__(self):
        for url in self.urls:
            self.open += await self._connect(url)
        return self

    async def __aexit__(self, *exc):
        self.open = 0

    async def send(self, text):
        self.sent += await self._connect(text)  # want RH102 "self.sent"


async def main():
    async with Client(["a", "b"]) as client:
        await asyncio.gather(client.send("x"), client.send("y"))


asyncio.run(main())
