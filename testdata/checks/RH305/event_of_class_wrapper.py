"""RH305: each call of a plain method runs a loop; the event belongs to the class."""
import asyncio


class Door:
    opened = asyncio.Event()  # want RH305 "opened"

    async def wait_open(self):
        await self.opened.wait()

    def pass_through(self):
        asyncio.run(self.wait_open())


class DoorRight:
    async def wait_open(self):
        opened = asyncio.Event()
        asyncio.get_running_loop().call_later(1, opened.set)
        await opened.wait()

    def pass_through(self):
        asyncio.run(self.wait_open())
