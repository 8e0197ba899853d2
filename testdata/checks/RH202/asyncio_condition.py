"""RH202: an asyncio condition is over a plain lock."""
import asyncio


class Mailbox:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.mails = []

    async def put(self, mail):
        async with self.changed:
            self.mails.append(mail)
            await self.tell()  # want RH202 "Mailbox.changed is acquired again in Mailbox.tell"

    async def tell(self):
        async with self.changed:
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            while not self.mails:
                await self.changed.wait()
            return self.mails.pop()
