"""RH102: the attribute is chosen at run time."""
import asyncio


class Record:
    def __init__(self):
        self.hits = 0

    async def _io(self):
        await asyncio.sleep(0.1)

    async def bump(self, field):
        value = getattr(self, field)
        await self._io()
        setattr(self, field, value + 1)  # miss RH102 "attribute chosen at run time"

    async def bump_dict(self, field):
        value = self.__dict__[field]
        await self._io()
        self.__dict__[field] = value + 1  # want RH102 "__dict__"


async def main():
    r = Record()
    await asyncio.gather(r.bump("hits"), r.bump("hits"), r.bump_dict("hits"), r.bump_dict("hits"))


asyncio.run(main())
