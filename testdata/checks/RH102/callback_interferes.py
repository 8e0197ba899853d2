"""RH102: a loop callback writes while the coroutine is suspended."""
# no-lock-test: a callback cannot take an asyncio lock
import asyncio


class Window:
    def __init__(self):
        self.seen = 0
        self.lost = 0

    def on_packet(self, n):
        self.seen = n

    async def _ack(self):
        await asyncio.sleep(0.1)
        return 1

    async def run(self):
        loop = asyncio.get_running_loop()
        loop.call_later(0.05, self.on_packet, 7)
        self.seen += await self._ack()  # want RH102 "self.seen"
        self.lost += await self._ack()


async def main():
    window = Window()
    await window.run()


asyncio.run(main())
