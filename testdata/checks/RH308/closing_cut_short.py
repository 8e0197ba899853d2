"""RH308: in a cancelled scope, closing ends at the first checkpoint."""
import anyio


class Stapled:
    def __init__(self, send, receive):
        self.send = send
        self.receive = receive

    async def aclose(self):
        await self.send.aclose()  # want RH308 "closing self.receive, is skipped"
        await self.receive.aclose()


class Careful:
    def __init__(self, send, receive):
        self.send = send
        self.receive = receive

    async def aclose(self):
        try:
            await self.send.aclose()
        finally:
            await self.receive.aclose()


class Shielded:
    def __init__(self, send, receive):
        self.send = send
        self.receive = receive

    async def aclose(self):
        with anyio.CancelScope(shield=True):
            await self.send.aclose()
            await self.receive.aclose()
