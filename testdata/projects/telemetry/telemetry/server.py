"""Listens for sensors and clients."""
import asyncio

from .hub import Client, Hub
from .ingest import Ingest
from .model import Reading
from .store import Store
from .tasks import Background


class Server:
    def __init__(self, path):
        self.store = Store(path)
        self.hub = Hub()
        self.ingest = Ingest(self.store, self.hub)
        self.background = Background()
        self.sessions = 0
        self.received = 0

    async def on_sensor(self, reader, writer):
        loop = asyncio.get_running_loop()
        async for line in reader:
            sensor, value = line.decode().split()
            await self.ingest.queue.put(Reading(sensor, loop.time(), float(value)))
            self.received += 1
        writer.close()

    async def on_client(self, reader, writer):
        session = self.sessions
        name = (await reader.readline()).decode().strip()
        self.sessions = session + 1
        asyncio.create_task(self._greet(name))
        await self.hub.join(name, Client(writer))
        while await reader.readline():
            pass
        await self.hub.leave(name)

    async def _greet(self, name):
        await asyncio.sleep(1)
        await self.store.charge([("client", name)])

    async def _tidy(self):
        while True:
            await asyncio.sleep(60)
            self.hub.unmute_unknown()
            self.hub.drop_silent()
            await self.store.refill(1000)

    async def run(self):
        self.background.spawn(self.ingest.run(4))
        self.background.spawn(self._tidy())
        sensors = await asyncio.start_server(self.on_sensor, port=5001)
        clients = await asyncio.start_server(self.on_client, port=5002)
        try:
            async with sensors, clients:
                await asyncio.gather(sensors.serve_forever(), clients.serve_forever())
        finally:
            await self.background.close()
