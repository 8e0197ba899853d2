"""RH103: an async generator hands control out at each yield."""
import asyncio


class Feed:
    def __init__(self):
        self.entries = {}

    async def add(self, key, entry):
        await asyncio.sleep(0)
        self.entries[key] = entry

    async def expire(self, key):
        await asyncio.sleep(60)
        self.entries.pop(key, None)

    async def stream(self):
        for entry in self.entries.values():  # want RH103 "self.entries"
            yield entry

    async def stream_copy(self):
        for entry in tuple(self.entries.values()):
            yield entry


async def show(feed: Feed):
    async for entry in feed.stream():
        await asyncio.sleep(0.1)
        print(entry)
    async for entry in feed.stream_copy():
        await asyncio.sleep(0.1)
        print(entry)


async def main():
    feed = Feed()
    await asyncio.gather(show(feed), show(feed), feed.add("a", 1), feed.add("b", 2), feed.expire("a"))


asyncio.run(main())
