"""RH308: a flag that says how far things are is no bracket."""


class Link:
    def __init__(self, connect):
        self.connect = connect
        self.started = False

    async def start(self):
        if self.started:
            return
        self.started = True
        conn = await self.connect()
        if conn is None:
            self.started = False

    async def close(self, conn):
        await conn.close()
        self.started = False
