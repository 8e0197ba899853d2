import asyncio

from .base import Base


class Reporter(Base):
    async def _send(self, text):
        await asyncio.sleep(0.1)
        print(text)

    def report(self, text):
        self.start(self._send(text))  # want RH301 "task"

    def report_kept(self, text):
        self.start_kept(self._send(text))

    async def report_now(self, text):
        await self.start(self._send(text))
