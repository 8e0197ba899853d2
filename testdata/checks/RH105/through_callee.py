"""RH105: the value is relied on in a method that is called after the await."""
# no-lock-test: another send() is awaited
import asyncio


class Mailer:
    def __init__(self, smtp):
        self.smtp = smtp
        self.recipient = None

    async def _connect(self):
        await asyncio.sleep(0.1)

    def _envelope(self):
        return f"to: {self.recipient}"

    def _envelope_for(self, recipient):
        return f"to: {recipient}"

    async def send(self, recipient, text):
        self.recipient = recipient
        await self._connect()
        await self.smtp.send(self._envelope(), text)  # want RH105 "self.recipient"

    async def send_for(self, recipient, text):
        await self._connect()
        await self.smtp.send(self._envelope_for(recipient), text)

    async def send_prepared(self, recipient, text):
        self.recipient = recipient
        envelope = self._envelope()
        await self._connect()
        await self.smtp.send(envelope, text)


async def main(smtp):
    mailer = Mailer(smtp)
    await asyncio.gather(mailer.send("ann", "hi"), mailer.send("bob", "hi"))
    await asyncio.gather(mailer.send_for("ann", "hi"), mailer.send_for("bob", "hi"))
    await asyncio.gather(mailer.send_prepared("ann", "hi"), mailer.send_prepared("bob", "hi"))
