"""RH105: attributes that are set once and only read by the tasks."""
import asyncio


class Downloader:
    def __init__(self, base, retries=3):
        self.base = base
        self.retries = retries
        self.session = None

    def attach(self, session):
        self.session = session

    async def get(self, path):
        base = self.base
        for _ in range(self.retries):
            await asyncio.sleep(0.1)
            if await self.session.head(f"{self.base}/{path}"):
                return f"{base}/{path}"
        return None


async def main(session):
    downloader = Downloader("https://files.example")
    downloader.attach(session)
    await asyncio.gather(*(downloader.get(p) for p in "abc"))
