"""RH101: a second run of the same function, in another task, takes away what the first one relies on."""
import asyncio


class Session:
    """Several tasks may close it at once."""

    def __init__(self, bus):
        self._bus = bus

    async def close(self):
        if self._bus is None:
            return
        await self._bus.flush()
        self._bus.close()  # want RH101 "self._bus was tested before the await and may be None by now"
        self._bus = None


class MarkedSession:
    def __init__(self, bus):
        self._bus = bus
        self._closing = False

    async def close(self):
        if self._closing or self._bus is None:
            return
        self._closing = True
        await self._bus.flush()
        self._bus.close()
        self._bus = None


class CarefulSession:
    def __init__(self, bus):
        self._bus = bus

    async def close(self):
        if self._bus is None:
            return
        await self._bus.flush()
        if self._bus is None:
            return
        self._bus.close()
        self._bus = None


async def close_twice(a: Session, b: MarkedSession, c: CarefulSession):
    await asyncio.gather(a.close(), a.close())
    await asyncio.gather(b.close(), b.close())
    await asyncio.gather(c.close(), c.close())


class Slot:
    def __init__(self):
        self.closing = None

    async def drain(self):
        self.closing = asyncio.get_running_loop().create_future()
        await asyncio.sleep(1)


class Engine:
    """A callee marks that somebody is at work."""

    def __init__(self):
        self.slot = Slot()

    async def close(self):
        if self.slot is None or self.slot.closing is not None:
            return
        await self.slot.drain()
        self.slot.closing.set_result(None)
        self.slot = None


async def engines(engine: Engine):
    await asyncio.gather(engine.close(), engine.close())
