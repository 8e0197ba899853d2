"""Workers that take readings from the queue, one after the other each."""
import asyncio

from .hub import Hub
from .model import Alarm, Reading
from .store import Store
from .tasks import detach


class Ingest:
    def __init__(self, store: Store, hub: Hub):
        self.store = store
        self.hub = hub
        self.queue: asyncio.Queue[Reading] = asyncio.Queue(1000)
        self.current = None
        self.handled = 0

    async def work(self):
        while True:
            self.current = await self.queue.get()
            await self.hub.publish(self.current)
            self.store.append(self.current)
            self.handled += 1
            self.queue.task_done()

    async def watch(self, limit):
        """Looks at its own copy of what it takes."""
        while True:
            reading = await self.queue.get()
            if reading.value > limit:
                detach(self.hub.alarm(Alarm(reading.sensor, f"above {limit}")))
            await self.store.flush()
            self.queue.task_done()

    async def run(self, workers):
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(self.work())
                tg.create_task(self.watch(100.0))
