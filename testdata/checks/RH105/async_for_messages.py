"""RH105: consumers of several streams share the attribute for the last message."""
import asyncio


class Consumer:
    def __init__(self):
        self.message = None
        self.seen = None

    async def _store(self, message):
        await asyncio.sleep(0.01)

    async def consume(self, stream):
        async for message in stream:
            self.message = message
            await self._store(message)
            stream.ack(self.message)  # want RH105 "self.message"

    async def consume_local(self, stream):
        async for message in stream:
            self.seen = message
            await self._store(message)
            stream.ack(message)


async def main(streams):
    consumer = Consumer()
    await asyncio.gather(*(consumer.consume(s) for s in streams))
    await asyncio.gather(*(consumer.consume_local(s) for s in streams))
