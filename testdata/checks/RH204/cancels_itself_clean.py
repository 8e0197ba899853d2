"""RH204: tasks that look whether it is them, let go of themselves, or have nothing left to do."""
import asyncio


class Careful:
    def __init__(self, stream):
        self.stream = stream

    async def connect(self):
        self.reading = asyncio.create_task(self._read_loop())

    async def _read_loop(self):
        while True:
            try:
                await self.stream.read()
            except Exception:
                await self._close()
                break

    async def _close(self):
        if self.reading is not asyncio.current_task():
            self.reading.cancel()
        await self.stream.drain()


class LetsGo:
    """The loop gives up its own handle before it closes."""

    def __init__(self, stream):
        self.stream = stream

    async def connect(self):
        self.reading = asyncio.create_task(self._read_loop())

    async def _read_loop(self):
        try:
            while await self.stream.read():
                pass
        except Exception as err:
            print(err)
        self.reading = None
        await self.close()

    async def close(self):
        if self.reading:
            self.reading.cancel()
        await self.stream.drain()


class Told:
    """A caller says where it comes from."""

    def __init__(self, stream):
        self.stream = stream

    async def connect(self):
        self.reading = asyncio.create_task(self._read_loop())

    async def _read_loop(self):
        try:
            while await self.stream.read():
                pass
        except Exception as err:
            print(err)
        await self.close(from_loop=True)

    async def close(self, from_loop=False):
        if not from_loop:
            self.reading.cancel()
        await self.stream.drain()


class NothingLeft:
    """The cancellation strikes where nothing is left to do."""

    def __init__(self, stream):
        self.stream = stream

    async def connect(self):
        self.reading = asyncio.create_task(self._read_loop())

    async def _read_loop(self):
        try:
            while await self.stream.read():
                pass
        except Exception as err:
            print(err)
        await self.close()

    async def close(self):
        await self.stream.drain()
        self.reading.cancel()
