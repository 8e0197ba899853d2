"""RH101: the early return form of the same, and removals."""
import asyncio


class Rooms:
    def __init__(self, notify):
        self.notify = notify
        self.rooms = {}
        self.guests = set()

    async def close(self, name):
        if name not in self.rooms:
            return
        await self.notify(name)
        del self.rooms[name]  # want RH101 error "the key was in self.rooms"

    async def close_softly(self, name):
        if name not in self.rooms:
            return
        await self.notify(name)
        self.rooms.pop(name, None)

    async def leave(self, who):
        if who in self.guests:
            await self.notify(who)
            self.guests.remove(who)  # want RH101 error "the key was in self.guests"

    async def leave_softly(self, who):
        if who in self.guests:
            await self.notify(who)
            self.guests.discard(who)


async def main(notify):
    r = Rooms(notify)
    await asyncio.gather(r.close(1), r.close_softly(1), r.leave(2), r.leave_softly(2))
