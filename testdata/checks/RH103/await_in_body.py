"""RH103: while the loop body waits, another task adds or removes a client."""
import asyncio

import websockets


class Chat:
    def __init__(self):
        self.clients = set()

    async def handle(self, ws):
        self.clients.add(ws)
        try:
            async for message in ws:
                await self.broadcast(message)
        finally:
            self.clients.discard(ws)

    async def broadcast(self, message):
        for ws in self.clients:  # want RH103 "self.clients"
            await ws.send(message)

    async def broadcast_copy(self, message):
        for ws in list(self.clients):
            await ws.send(message)

    async def broadcast_gathered(self, message):
        await asyncio.gather(*(ws.send(message) for ws in self.clients))

    def broadcast_now(self, message):
        websockets.broadcast(self.clients, message)


async def main():
    chat = Chat()
    async with websockets.serve(chat.handle, "localhost", 8765):
        await chat.broadcast_copy("hello")
        await chat.broadcast_gathered("welcome")
        chat.broadcast_now("ready")
        await asyncio.get_running_loop().create_future()


asyncio.run(main())
