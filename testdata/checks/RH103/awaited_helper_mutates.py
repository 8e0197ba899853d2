"""RH103: the helper that the loop awaits removes the element itself."""
import asyncio


class Players:
    def __init__(self):
        self.online = {}

    async def kick(self, name):
        player = self.online.pop(name)
        await player.send("bye")

    async def rename(self, name, new):
        player = self.online[name]
        await player.send(f"you are {new}")
        player.name = new

    async def kick_all(self):
        for name in self.online:
            await self.kick(name)  # want RH103 "self.online"

    async def kick_all_copy(self):
        for name in list(self.online):
            await self.kick(name)

    async def kick_until_empty(self):
        while self.online:
            await self.kick(next(iter(self.online)))


async def main():
    players = Players()
    await players.kick_all()
    await players.kick_all_copy()
    await players.kick_until_empty()
