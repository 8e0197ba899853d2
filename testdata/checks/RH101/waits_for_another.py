"""RH101: who waits for an entry expects another task at work on it, which removes it."""
import asyncio


class Resolver:
    def __init__(self, ask, trace):
        self.ask = ask
        self.trace = trace
        self.running = {}
        self.good = {}

    async def racy(self, name):
        if name in self.running:
            await self.trace(name)
            await self.running[name].wait()  # want RH101 warning "the key was in self.running"
            return None
        self.running[name] = asyncio.Event()
        try:
            return await self.ask(name)
        finally:
            self.running.pop(name).set()

    async def taken_first(self, name):
        if name in self.good:
            event = self.good[name]
            await self.trace(name)
            await event.wait()
            return None
        self.good[name] = asyncio.Event()
        try:
            return await self.ask(name)
        finally:
            self.good.pop(name).set()
