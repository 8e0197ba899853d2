"""RH307: a method of the same object is called without await."""


class Journal:
    def __init__(self):
        self.lines = []

    async def flush(self):
        self.lines.clear()

    async def close(self):
        self.flush()  # want RH307 "flush.*never awaited"

    async def close_right(self):
        await self.flush()
