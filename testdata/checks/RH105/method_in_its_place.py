"""RH105: a subclass that has a close of its own never runs the one that it inherits."""
# no-rename-test
import asyncio


class Base:
    def __init__(self, dial):
        self.dial = dial
        self.line = None
        self.lock = asyncio.Lock()

    async def close(self):
        self.line = None

    async def twice(self):
        await self.line.send("a")
        await self.line.send("b")  # want RH105 warning "self.line may be None"


class Own(Base):
    async def close(self):
        await self.reset()

    async def reset(self):
        await self.line.send("a")
        await self.line.send("b")


class Up(Base):
    async def close(self):
        await super().close()

    async def thrice(self):
        await self.line.send("a")
        await self.line.send("b")  # want RH105 warning "self.line may be None"
