"""RH105: a snapshot in a local is the cure, not the disease."""
import asyncio


class Client:
    def __init__(self, connect):
        self.connect = connect
        self.conn = None

    async def open(self):
        conn = await self.connect()
        self.conn = conn

    async def query(self, text):
        conn = self.conn
        await asyncio.sleep(0)
        return await conn.send(text)

    async def close(self):
        conn, self.conn = self.conn, None
        await asyncio.sleep(0)
        await conn.close()


async def main(connect):
    client = Client(connect)
    await client.open()
    await asyncio.gather(client.query("a"), client.query("b"))
    await asyncio.gather(client.close(), client.open())
