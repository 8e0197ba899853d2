"""RH105: the class owns a lock, so it means to be shared; one method forgot it."""
import asyncio


class Session:
    """Safe to use from several tasks."""

    def __init__(self, wire):
        self.wire = wire
        self._lock = asyncio.Lock()
        self._token = None

    async def login(self, token):
        async with self._lock:
            self._token = token
            await self.wire.send("login")
            await self.wire.send(token)

    async def renew(self, token):
        self._token = token
        await self.wire.send("renew")
        await self.wire.send(self._token)  # want RH105 warning "self._token"

    async def renew_local(self, token):
        self._token = token
        await self.wire.send("renew")
        await self.wire.send(token)
