"""RH102: strings are rebuilt too, in the order in which Python evaluates."""
import asyncio


async def line():
    await asyncio.sleep(0.1)
    return "x"


class Transcript:
    def __init__(self):
        self.text = ""
        self.length = 0

    async def add(self):
        self.text = f"{self.text}\n{await line()}"  # want RH102 "self.text"

    async def add_joined(self):
        self.text = "\n".join([self.text, await line()])  # want RH102 "self.text"

    async def add_walrus(self):
        self.length = (old := self.length) + len(await line())  # want RH102 "self.length"
        print("was", old)

    async def add_awaited_first(self):
        self.text = f"{await line()}\n{self.text}"

    async def add_after(self):
        new = await line()
        self.text = f"{self.text}\n{new}"


async def main():
    t = Transcript()
    await asyncio.gather(t.add(), t.add_joined(), t.add_walrus(), t.add_walrus(), t.add_awaited_first(), t.add_after())


asyncio.run(main())
