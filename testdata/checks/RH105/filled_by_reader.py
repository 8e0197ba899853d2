"""RH105: the attribute is emptied so that another task fills it: that write is awaited, not feared."""
import asyncio


class Modem:
    def __init__(self, port):
        self.port = port
        self.reply = None
        self.ready = asyncio.Event()

    async def read(self):
        async for line in self.port:
            self.reply = line
            self.ready.set()

    async def ask(self, text):
        self.reply = None
        self.ready.clear()
        await self.port.write(text)
        await self.ready.wait()
        return self.reply


async def main(port):
    modem = Modem(port)
    reader = asyncio.create_task(modem.read())
    print(await modem.ask("AT"))
    print(await modem.ask("ATZ"))
    reader.cancel()
    await asyncio.gather(reader, return_exceptions=True)
