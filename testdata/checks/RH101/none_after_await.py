"""RH101: an attribute is tested for None and used after an await."""
import asyncio


class Client:
    def __init__(self, socket):
        self.socket = socket

    async def racy(self, text):
        if self.socket is None:
            return
        await asyncio.sleep(1)
        await self.socket.send(text)  # want RH101 error "self.socket was tested before the await and may be None by now"

    async def again(self, text):
        if self.socket is None:
            return
        await asyncio.sleep(1)
        if self.socket is not None:
            await self.socket.send(text)

    async def copied(self, text):
        socket = self.socket
        if socket is None:
            return
        await asyncio.sleep(1)
        await socket.send(text)

    async def shut(self):
        socket, self.socket = self.socket, None
        await socket.close()


async def main(socket):
    c = Client(socket)
    await asyncio.gather(c.racy("a"), c.again("b"), c.copied("c"), c.shut())
