"""RH301: the shielded task is in a local, which goes when the waiter is cancelled."""
import asyncio


class Resolver:
    def __init__(self, dns):
        self.dns = dns
        self.lookups = set()

    async def _lookup(self, host):
        return await self.dns.query(host)

    async def resolve(self, host):
        lookup = asyncio.create_task(self._lookup(host))  # want RH301 warning "outlives a cancellation"
        try:
            return await asyncio.shield(lookup)
        except asyncio.CancelledError:
            lookup.add_done_callback(lambda t: t.cancelled() or t.exception())
            raise

    async def resolve_right(self, host):
        lookup = asyncio.create_task(self._lookup(host))
        self.lookups.add(lookup)
        lookup.add_done_callback(self.lookups.discard)
        return await asyncio.shield(lookup)

    async def resolve_cancelling(self, host):
        lookup = asyncio.create_task(self._lookup(host))
        try:
            return await asyncio.shield(lookup)
        except asyncio.CancelledError:
            lookup.cancel()
            raise

    def close(self):
        for lookup in self.lookups:
            lookup.cancel()
