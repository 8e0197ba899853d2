"""RH102: the suspension hides in a method of the project that is awaited."""
import asyncio


class Sequence:
    def __init__(self, path):
        self.path = path
        self.last = 0

    async def _persist(self, value):
        await self._write(str(value))

    async def _write(self, text):
        await asyncio.to_thread(self._write_now, text)

    def _write_now(self, text):
        with open(self.path, "w") as f:
            f.write(text)

    async def next(self):
        value = self.last + 1
        await self._persist(value)
        self.last = value  # want RH102 "self.last"
        return value

    async def next_claimed(self):
        value = self.last = self.last + 1
        await self._persist(value)
        return value


async def main():
    seq = Sequence("seq.txt")
    print(await asyncio.gather(seq.next(), seq.next(), seq.next_claimed()))


asyncio.run(main())
