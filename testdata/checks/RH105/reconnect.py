"""RH105: a connection is made and used while another task may take it away."""
# no-lock-test: another close() is awaited
import asyncio


class Client:
    def __init__(self, connect):
        self.connect = connect
        self.ws = None
        self.url = "ws://localhost"

    async def open(self):
        self.ws = await self.connect(self.url)
        await self.ws.send("hello")
        return await self.ws.recv()  # want RH105 "self.ws"

    async def open_local(self):
        ws = await self.connect(self.url)
        await ws.send("hello")
        reply = await ws.recv()
        self.ws = ws
        return reply

    async def close(self):
        ws, self.ws = self.ws, None
        if ws is not None:
            await ws.close()


async def main(connect):
    client = Client(connect)
    await asyncio.gather(client.open(), client.close())
    await asyncio.gather(client.open_local(), client.close())
