"""RH101: who clears the attribute cancels the task before."""
import asyncio


class Feed:
    def __init__(self, open_feed):
        self.open_feed = open_feed
        self.source = None
        self.task = None

    async def start(self):
        self.source = await self.open_feed()
        self.task = asyncio.create_task(self.pump())

    async def pump(self):
        if self.source is None:
            return
        await asyncio.sleep(1)
        await self.source.read()

    async def stop(self):
        self.task.cancel()
        self.source = None
        await asyncio.gather(self.task, return_exceptions=True)


async def main(open_feed):
    f = Feed(open_feed)
    await f.start()
    await f.stop()
