"""RH104: a sentinel stands for "not there yet"."""
import asyncio

MISSING = object()


class Lazy:
    def __init__(self, make):
        self.make = make
        self.value = MISSING
        self.other = MISSING

    async def get(self):
        if self.value is MISSING:
            self.value = await self.make()  # want RH104 error "self.value"
        return self.value

    async def get_other(self):
        if self.other is MISSING:
            made = await self.make()
            if self.other is MISSING:
                self.other = made
        return self.other


async def main(make):
    lazy = Lazy(make)
    await asyncio.gather(lazy.get(), lazy.get(), lazy.get_other(), lazy.get_other())
