"""RH101: a second run of the same function takes away what the first one relies on."""
import asyncio
import socket
import threading


class Link:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}

    def close(self):
        if self._socket is None:
            return
        self._socket.close()  # want RH101 "another thread may set self._socket to None between the test and this use"
        self._socket = None

    def forget(self, name):
        if name in self._streams:
            del self._streams[name]  # want RH101 "another thread may remove the key from self._streams between the test and this use"


class Copied:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}

    def close(self):
        link, self._socket = self._socket, None
        if link is not None:
            link.close()

    def forget(self, name):
        if name in self._streams:
            self._streams.pop(name, None)


class Locked:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}
        self._lock = threading.Lock()

    def close(self):
        with self._lock:
            if self._socket is None:
                return
            self._socket.close()
            self._socket = None

    def forget(self, name):
        with self._lock:
            if name in self._streams:
                del self._streams[name]


def main():
    link, copied, locked = Link(), Copied(), Locked()
    threading.Thread(target=link.close).start()
    threading.Thread(target=link.close).start()
    threading.Thread(target=link.forget, args=("a",)).start()
    threading.Thread(target=link.forget, args=("a",)).start()
    threading.Thread(target=copied.close).start()
    threading.Thread(target=copied.close).start()
    threading.Thread(target=copied.forget, args=("a",)).start()
    threading.Thread(target=copied.forget, args=("a",)).start()
    threading.Thread(target=locked.close).start()
    threading.Thread(target=locked.close).start()
    threading.Thread(target=locked.forget, args=("a",)).start()
    threading.Thread(target=locked.forget, args=("a",)).start()


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


class Subscriber:
    """The end of the connection comes as an event, and users may disconnect, too."""

    def __init__(self, bus):
        self._bus = bus
        self._bus.on_end(self._ended)

    def _ended(self, *_):
        self._task = asyncio.ensure_future(self._clean_up())

    async def disconnect(self):
        await self._clean_up()

    async def _clean_up(self):
        if self._bus is None:
            return
        await self._bus.flush()
        self._bus.close()  # want RH101 "self._bus was tested before the await and may be None by now"
        self._bus = None


class Slot:
    def __init__(self):
        self.closing = None

    async def close(self):
        self.closing = asyncio.get_running_loop().create_future()
        await asyncio.sleep(1)


class Engine:
    """A callee marks that somebody is at work."""

    def __init__(self):
        self.slot = Slot()

    async def close(self):
        if self.slot is None or self.slot.closing is not None:
            return
        await self.slot.close()
        self.slot.closing.set_result(None)
        self.slot = None


async def engines(engine: Engine):
    await asyncio.gather(engine.close(), engine.close())
