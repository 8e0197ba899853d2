"""RH307: a coroutine as a condition is always true."""


class Door:
    def __init__(self):
        self.open = False

    async def is_open(self):
        return self.open

    async def enter(self):
        if self.is_open():  # want RH307 "tested and not awaited"
            return True
        return False

    async def wait_closed(self):
        while not self.is_open():  # want RH307 "tested"
            pass

    async def enter_right(self):
        if await self.is_open():
            return True
        return not await self.is_open()
