"""RH104: what an answer tells is the same the second time; what is opened is not."""
# no-rename-test
import asyncio


class Event:
    def __init__(self, client):
        self.client = client
        self.chat = None
        self.line = None

    async def find(self, wanted):
        if self.chat is None:
            async for dialog in self.client.iter_dialogs(100):
                if dialog.id == wanted:
                    self.chat = dialog.entity
                    break
        return self.chat

    async def wire(self):
        if self.line is None:
            self.line = await self.client.open_line()  # want RH104 error "self.line was found missing"
        return self.line


async def main(client):
    e = Event(client)
    await asyncio.gather(e.find(1), e.find(1), e.wire(), e.wire())
