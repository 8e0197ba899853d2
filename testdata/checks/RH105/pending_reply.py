"""RH105: an entry is stored, a frame is sent, and the entry is looked up again."""
import asyncio


class Peer:
    def __init__(self, transport):
        self.transport = transport
        self.waiting = {}

    async def ping(self, data):
        self.waiting[data] = asyncio.get_running_loop().create_future()
        await self.transport.send(data)
        return await self.waiting[data]  # want RH105 "self.waiting"

    async def ping_local(self, data):
        pong = asyncio.get_running_loop().create_future()
        self.waiting[data] = pong
        await self.transport.send(data)
        return await pong

    async def read(self):
        async for data in self.transport:
            pong = self.waiting.pop(data, None)
            if pong is not None:
                pong.set_result(data)  # want RH313 "pong"


async def main(transport):
    peer = Peer(transport)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(peer.read())
        for data in (b"1", b"2"):
            tg.create_task(peer.ping(data))
            tg.create_task(peer.ping_local(data))
