"""RH103: anyio task groups, with a lock in the fixed form."""
import anyio


class Subscribers:
    def __init__(self):
        self.streams = set()
        self.quiet = set()
        self.lock = anyio.Lock()

    async def follow(self, stream):
        self.streams.add(stream)
        try:
            await stream.receive()
        finally:
            self.streams.discard(stream)

    async def follow_quietly(self, stream):
        async with self.lock:
            self.quiet.add(stream)

    async def publish(self, value):
        for stream in self.streams:  # want RH103 "self.streams"
            await stream.send(value)

    async def publish_quietly(self, value):
        async with self.lock:
            for stream in self.quiet:
                await stream.send(value)


async def main(streams):
    subscribers = Subscribers()
    async with anyio.create_task_group() as tg:
        for stream in streams:
            tg.start_soon(subscribers.follow, stream)
            tg.start_soon(subscribers.follow_quietly, stream)
        tg.start_soon(subscribers.publish, 1)
        tg.start_soon(subscribers.publish_quietly, 1)
