"""RH105: a loop callback resets what the coroutine has just set."""
# no-lock-test: a callback cannot take an asyncio lock
import asyncio


class Lease:
    def __init__(self):
        self.holder = None
        self.term = 0

    def expire(self):
        self.holder = None

    async def _confirm(self):
        await asyncio.sleep(1)

    async def take(self, name):
        self.holder = name
        asyncio.get_running_loop().call_later(0.5, self.expire)
        await self._confirm()
        return self.holder.upper()  # want RH105 "self.holder"

    async def renew(self):
        self.term = 5
        await self._confirm()
        return self.term


async def main():
    lease = Lease()
    print(await lease.take("ann"), await lease.renew())


asyncio.run(main())
