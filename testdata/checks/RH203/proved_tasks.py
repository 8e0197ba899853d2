"""RH203: both tasks are found in the program."""
import asyncio
import threading


class Feed:
    def __init__(self):
        self.lock = threading.Lock()
        self.last = None

    async def pull(self, source):
        with self.lock:
            self.last = await source.read()  # want RH203 error "self.lock is held"

    async def push(self, sink):
        with self.lock:
            last = self.last
        await sink.write(last)


async def main(source, sink):
    feed = Feed()
    await asyncio.gather(feed.pull(source), feed.push(sink))
