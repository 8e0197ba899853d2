"""RH105: an attribute is used again after an await, and a callback or close() clears it meanwhile."""
# no-lock-test: callbacks take no lock of tasks
import asyncio


class Device:
    def __init__(self, bus):
        self._link = None
        self._bus = bus
        bus.add_listener(self._on_lost)

    def _on_lost(self, event):
        self._forget()

    def _forget(self):
        self._link = None

    async def connect(self):
        self._link = await self._bus.open()

    async def used_twice(self, text):
        await self._link.send(text)
        await self._link.flush()  # want RH105 "self._link may be None"

    async def tested_again(self, text):
        await self._link.send(text)
        if self._link is not None:
            await self._link.flush()

    async def kept_in_a_local(self, text):
        link = self._link
        await link.send(text)
        await link.flush()

    async def set_then_used(self):
        self._link = self._bus.create()
        await asyncio.sleep(1)
        self._link.start()  # want RH105 "self._link may be None"

    async def asserted(self, text):
        assert self._link is not None
        await self._link.send(text)
        assert self._link is not None
        await self._link.flush()

    async def error_expected(self, text):
        await self._link.send(text)
        try:
            await self._link.flush()
        except AttributeError:
            pass

    async def raises_anyway(self, text):
        try:
            await self._link.send(text)
        except ValueError as error:
            try:
                await self._link.drop()
            finally:
                raise error

    async def helper_waits(self, text):
        self._link.write(text)
        await self._pause()
        self._link.drain()  # want RH105 "self._link may be None"

    async def helper_does_not_wait(self, text):
        self._link.write(text)
        await self._no_pause()
        self._link.drain()

    async def _pause(self):
        await asyncio.sleep(1)

    async def _no_pause(self):
        return 1


class Session:
    """Its own tasks show that it is meant for concurrent use."""

    def __init__(self, dial):
        self.dial = dial
        self.socket = None
        self.pinger = None

    async def start(self):
        self.socket = await self.dial()
        self.pinger = asyncio.create_task(self.ping())

    async def ping(self):
        while self.socket is not None:
            self.socket.ping()
            await asyncio.sleep(10)

    async def query(self, text):
        await self.socket.send(text)
        return await self.socket.receive()  # want RH105 "self.socket may be None"

    async def close(self):
        socket, self.socket = self.socket, None
        await socket.close()


class Derived(Session):
    async def hello(self):
        await self.socket.send("hello")
        await self.socket.send("again")  # want RH105 "self.socket may be None"


class Cursor:
    """Nothing shows that two tasks use one cursor."""

    def __init__(self, rows):
        self.rows = rows

    async def two(self):
        first = await self.rows.next()
        return first, await self.rows.next()

    async def close(self):
        self.rows = None


class Child:
    def __init__(self, spawn):
        self.spawn = spawn
        self.process = None

    async def start(self):
        self.process = self.spawn()
        self.process.set_exit_callback(self._gone)
        try:
            await self.process.start()
        except OSError:
            await self.process.terminate()  # it never lived
            raise
        try:
            await asyncio.sleep(1)
        except TimeoutError:
            await self.process.terminate()  # want RH105 "self.process may be None"
            raise

    def _gone(self, process):
        self.process = None


class Wire(asyncio.Protocol):
    def __init__(self):
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def connection_lost(self, error):
        self.transport = None

    async def send(self, data):
        self.transport.write(data)
        await asyncio.sleep(0)
        self.transport.write(b"end")  # want RH105 "self.transport may be None"

    async def send_checked(self, data):
        self.transport.write(data)
        await asyncio.sleep(0)
        if self.transport:
            self.transport.write(b"end")
