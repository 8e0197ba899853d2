"""RH103: trio tasks interleave at checkpoints as well."""
import trio


class Subscribers:
    def __init__(self):
        self.channels = set()

    async def follow(self):
        send, receive = trio.open_memory_channel(1)
        self.channels.add(send)
        async with receive:  # want RH308 "stays there"
            async for value in receive:
                print(value)
        self.channels.remove(send)

    async def publish(self, value):
        for channel in self.channels:  # want RH103 "self.channels"
            await channel.send(value)

    async def publish_copy(self, value):
        for channel in self.channels.copy():
            await channel.send(value)


async def main():
    subscribers = Subscribers()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(subscribers.follow)
        nursery.start_soon(subscribers.follow)
        nursery.start_soon(subscribers.publish, 1)
        nursery.start_soon(subscribers.publish_copy, 2)


trio.run(main)
