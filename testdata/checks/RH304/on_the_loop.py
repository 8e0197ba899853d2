"""RH304: the same calls in tasks and callbacks of the loop."""
import asyncio


class Hub:
    def __init__(self):
        self.changed = asyncio.Event()
        self.items = asyncio.Queue()

    def notify(self, item):
        self.changed.set()
        self.items.put_nowait(item)

    async def produce(self):
        self.notify(1)

    def start(self, loop: asyncio.AbstractEventLoop):
        loop.call_later(1, self.notify, 2)
