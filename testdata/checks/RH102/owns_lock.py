"""RH102: the class owns a lock, hence means to be used concurrently; nobody calls it here."""
import asyncio


class Limits:
    """Shared by all sessions of one user."""

    def __init__(self, backend):
        self.backend = backend
        self._lock = asyncio.Lock()
        self.used = 0

    async def take(self, n):
        async with self._lock:
            await self.backend.charge(n)
            self.used += n

    async def give_back(self, n):
        used = self.used
        await self.backend.refund(n)
        self.used = used - n  # want RH102 warning "self.used"

    async def forgive(self, n):
        await self.backend.refund(n)
        self.used -= n
