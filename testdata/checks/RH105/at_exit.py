"""RH105: what runs at exit comes after the loops have ended; what a timer runs may come in between."""
# no-lock-test
import asyncio
import atexit


class Shell:
    def __init__(self):
        self.history = []
        atexit.register(self.finish)

    def finish(self):
        self.history.append("bye")
        self.history = None

    async def run(self, cell):
        self.history.append(cell)
        await asyncio.sleep(1)
        self.history.append("done")


class Timed:
    def __init__(self):
        self.history = []
        asyncio.get_running_loop().call_later(5, self.finish)

    def finish(self):
        self.history.append("bye")
        self.history = None

    async def run(self, cell):
        self.history.append(cell)
        await asyncio.sleep(1)
        self.history.append("done")  # want RH105 "self.history"
