"""RH103: the loop never suspends, so what other coroutines change does not matter."""
import asyncio


class Chat:
    def __init__(self):
        self.clients = set()

    async def handle(self, ws):
        self.clients.add(ws)
        await ws.wait_closed()  # want RH308 "stays there"
        self.clients.discard(ws)

    async def count(self):
        n = 0
        for ws in self.clients:
            n += ws.open
        await asyncio.sleep(0)
        return n

    async def names(self):
        await asyncio.sleep(0)
        return [ws.name for ws in self.clients]

    async def notify(self, text):
        for ws in self.clients:
            ws.queue.put_nowait(text)

    async def _format(self, ws):
        return str(ws)

    async def listing(self):
        lines = []
        for ws in self.clients:
            lines.append(await self._format(ws))
        return lines


async def main(sockets):
    chat = Chat()
    await asyncio.gather(*(chat.handle(ws) for ws in sockets), chat.count(), chat.names(), chat.notify("x"), chat.listing())
