"""RH304: methods for other threads set an asyncio event directly; code on the loop may."""
import asyncio


class Client:
    def __init__(self, loop):
        self.loop = loop
        self.wake = asyncio.Event()
        self.jobs = []

    def ask(self, question):
        future = asyncio.run_coroutine_threadsafe(self._ask(question), self.loop)
        return future.result()

    async def _ask(self, question):
        await self.wake.wait()
        self._rest()
        return question

    def _rest(self):
        self.wake.clear()

    def nudge(self):
        self.wake.set()  # want RH304 "self.wake.set"


class ClientRight:
    def __init__(self, loop):
        self.loop = loop
        self.wake = asyncio.Event()

    def ask(self, question):
        future = asyncio.run_coroutine_threadsafe(self._ask(question), self.loop)
        return future.result()

    async def _ask(self, question):
        await self.wake.wait()
        self._rest()
        return question

    def _rest(self):
        self.wake.clear()

    def nudge(self):
        self.loop.call_soon_threadsafe(self.wake.set)
