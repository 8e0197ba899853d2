"""RH104: a helper that opens a connection is shared by the operations of a client."""
import asyncio


class Client:
    def __init__(self, dial):
        self._dial = dial
        self._writer = None
        self._reader = None
        self._info = None
        self._task = None

    async def _connect(self):
        if self._writer is not None:
            return
        self._reader, self._writer = await asyncio.open_connection("host", 1)  # want RH104 warning "self._writer was found missing"

    async def execute(self, text):
        await self._connect()
        self._writer.write(text)

    async def stream(self, text):
        await self._connect()
        self._writer.write(text)
        return self._reader

    async def _describe(self):
        # fetched twice at worst
        if self._info is None:
            self._info = await self._dial.read()
        return self._info

    async def size(self):
        return (await self._describe()).size

    async def name(self):
        return (await self._describe()).name


class Once:
    def __init__(self):
        self._opening = None

    async def _connect(self):
        if self._opening is None:
            self._opening = asyncio.ensure_future(asyncio.open_connection("host", 1))
        return await self._opening

    async def execute(self, text):
        reader, writer = await self._connect()
        writer.write(text)

    async def stream(self, text):
        reader, writer = await self._connect()
        return reader


class Turns:
    """Who waits for what another call has stored expects other tasks."""

    def __init__(self):
        self.busy = None

    async def send(self, parts):
        while self.busy is not None:
            await asyncio.shield(self.busy)
        first = await anext(parts)
        assert self.busy is None
        self.busy = asyncio.get_running_loop().create_future()  # want RH104 warning "self.busy was found missing"
        await asyncio.sleep(len(first))
        self.busy.set_result(None)
        self.busy = None

    async def send_well(self, parts):
        first = await anext(parts)
        while self.busy is not None:
            await asyncio.shield(self.busy)
        self.busy = asyncio.get_running_loop().create_future()
        await asyncio.sleep(len(first))
        self.busy.set_result(None)
        self.busy = None
