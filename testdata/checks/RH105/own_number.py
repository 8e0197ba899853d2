"""RH105: a number is drawn without a gap, but read again after one."""
import asyncio


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.seq = 0

    async def request(self, text):
        self.seq += 1
        await self.sock.send(f"{self.seq} {text}")
        return await self.sock.reply(self.seq)  # want RH105 "self.seq"

    async def request_result(self, text):
        self.seq += 1
        await self.sock.send(text)
        return self.seq  # want RH105 "self.seq"

    async def request_local(self, text):
        self.seq += 1
        seq = self.seq
        await self.sock.send(f"{seq} {text}")
        return await self.sock.reply(seq)

    async def request_chained(self, text):
        seq = self.seq = self.seq + 1
        await self.sock.send(f"{seq} {text}")
        return seq


async def main(sock):
    client = Client(sock)
    await asyncio.gather(*(client.request(t) for t in "abc"))
    await asyncio.gather(*(client.request_result(t) for t in "abc"))
    await asyncio.gather(*(client.request_local(t) for t in "abc"))
    await asyncio.gather(*(client.request_chained(t) for t in "abc"))
