"""RH207: the wait is not for what was tested, or what follows releases it."""
import asyncio


class Scanner:
    def __init__(self, driver):
        self.driver = driver
        self.stopped = asyncio.Event()
        self.granted = None
        self.token = None

    def on_stopped(self):
        self.stopped.set()

    async def stop(self):
        if self.token is not None:
            await self.stopped.wait()
        self.token = None

    async def permit(self, ask):
        if self.token is None:
            self.granted = asyncio.get_running_loop().create_future()
            ask(self.granted)
            await self.granted
            self.token = self.driver.open()

    def lost(self):
        self.token = None
