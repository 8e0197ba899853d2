"""RH103: drain() in the loop lets connection tasks come and go."""
import asyncio


class Proxy:
    def __init__(self):
        self.writers = {}

    async def connected(self, reader, writer):
        key = writer.get_extra_info("peername")
        self.writers[key] = writer
        while await reader.readline():  # want RH308 "stays there"
            await self.flush()
        del self.writers[key]

    async def flush(self):
        for writer in self.writers.values():  # want RH103 "self.writers"
            await writer.drain()

    async def flush_items(self):
        for key, writer in self.writers.items():  # want RH103 "self.writers"
            print("flushing", key)
            async with asyncio.timeout(1):
                await writer.drain()

    async def flush_copy(self):
        for writer in list(self.writers.values()):
            await writer.drain()

    async def serve(self):
        server = await asyncio.start_server(self.connected, port=4000)
        async with server, asyncio.TaskGroup() as tg:
            tg.create_task(self.flush_items())
            tg.create_task(self.flush_copy())
            await server.serve_forever()


asyncio.run(Proxy().serve())
