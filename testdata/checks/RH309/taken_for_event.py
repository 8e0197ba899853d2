"""RH309: the waiter is cancelled, and its caller reports what it was waiting for."""
import asyncio


class Receiver:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None
        self.closed = False

    async def receive(self):
        await self.wait_for_disconnect()
        return {"type": "disconnect"}

    async def wait_for_disconnect(self):
        self.waiter = self.loop.create_future()
        try:
            await self.waiter
        except asyncio.CancelledError:  # want RH309 "Receiver.receive takes that for the outcome"
            pass
        finally:
            self.waiter = None
            self.closed = True


class CarefulReceiver:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None

    async def receive(self):
        await self.wait_for_disconnect()
        return {"type": "disconnect"}

    async def wait_for_disconnect(self):
        self.waiter = self.loop.create_future()
        try:
            await self.waiter
        finally:
            self.waiter = None


class CancelledByOthers:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None

    async def receive(self):
        await self.wait_for_data()
        return {"type": "data"}

    async def wait_for_data(self):
        self.waiter = self.loop.create_future()
        try:
            await self.waiter
        except asyncio.CancelledError:
            pass

    def wake(self):
        self.waiter.cancel()
