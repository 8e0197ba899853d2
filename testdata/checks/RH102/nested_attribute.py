"""RH102: state two attributes deep."""
import asyncio


class Stats:
    def __init__(self):
        self.count = 0
        self.longest = 0.0


class Server:
    def __init__(self):
        self.stats = Stats()

    async def _work(self, request):
        await asyncio.sleep(0.1)
        return len(request)

    async def handle(self, request):
        self.stats.count += await self._work(request)  # want RH102 "stats.count"

    async def handle_longest(self, request):
        self.stats.longest = max(self.stats.longest, await self._work(request))  # want RH102 "stats.longest"

    async def handle_safe(self, request):
        size = await self._work(request)
        self.stats.count += size
        self.stats.longest = max(self.stats.longest, size)


async def main(requests):
    server = Server()
    tasks = []
    for request in requests:
        tasks.append(asyncio.create_task(server.handle(request)))
        tasks.append(asyncio.create_task(server.handle_longest(request)))
        tasks.append(asyncio.create_task(server.handle_safe(request)))
    await asyncio.gather(*tasks)


asyncio.run(main(["a", "bb"]))
