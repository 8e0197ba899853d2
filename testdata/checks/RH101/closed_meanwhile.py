"""RH101: tested, awaited, used; a callback or the end of the object's life comes in between."""
# no-lock-test: callbacks take no lock of tasks
import asyncio


class Client:
    def __init__(self, bus):
        self._bus = bus
        self._ws = None
        bus.on_close = self._lost

    def _lost(self):
        self._ws = None

    async def connect(self):
        self._ws = await self._bus.open()

    async def send(self, text):
        if self._ws is None:
            raise RuntimeError("not connected")
        data = await self.encode(text)
        await self._ws.send(data)  # want RH101 warning "self._ws was tested before the await"

    async def send_tested_late(self, text):
        data = await self.encode(text)
        if self._ws is None:
            raise RuntimeError("not connected")
        await self._ws.send(data)

    async def send_local(self, text):
        ws = self._ws
        if ws is None:
            raise RuntimeError("not connected")
        data = await self.encode(text)
        await ws.send(data)

    async def encode(self, text):
        await asyncio.sleep(1)
        return text


class Feed:
    def __init__(self, dial):
        self.dial = dial
        self.stream = None
        self.lock = asyncio.Lock()

    async def read(self):
        if not self.stream:
            return None
        await asyncio.sleep(1)
        return self.stream.read()  # want RH101 warning "self.stream was tested before the await"

    async def read_locked(self):
        async with self.lock:
            if not self.stream:
                return None
            await asyncio.sleep(1)
            return self.stream.read()

    async def close(self):
        async with self.lock:
            self.stream = None


class Report:
    """Neither a callback, nor a task, nor a lock: one task uses it."""

    def __init__(self):
        self.out = None

    async def write(self, text):
        if self.out is None:
            return
        await asyncio.sleep(1)
        self.out.write(text)

    async def close(self):
        self.out = None
