"""RH103: the list is taken away before the loop, so that others fill a new one."""
import asyncio


class Outbox:
    def __init__(self):
        self.pending = {}
        self.kept = {}

    def put(self, key, message):
        self.pending[key] = message
        self.kept[key] = message

    async def flush(self, send):
        pending, self.pending = self.pending, {}
        for message in pending.values():
            await send(message)

    async def flush_kept(self, send):
        kept = self.kept
        for message in kept.values():  # want RH103 "kept"
            await send(message)

    async def producer(self):
        for i in range(10):
            await asyncio.sleep(1)
            self.put(i, "hello")


async def main(send):
    box = Outbox()
    await asyncio.gather(box.producer(), box.flush(send), box.flush_kept(send))
