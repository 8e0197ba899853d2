"""RH204: the read loop closes the connection, and closing cancels the read loop."""
import asyncio


class Client:
    def __init__(self, stream):
        self.stream = stream
        self.reading = None

    async def connect(self):
        self.reading = asyncio.create_task(self._read_loop())

    async def _read_loop(self):
        while True:
            try:
                await self.stream.read()
            except Exception as err:
                await self._failed(err)
                break

    async def _failed(self, err):
        print(err)
        await self._close()

    async def _close(self):
        if self.reading is not None:
            self.reading.cancel()  # want RH204 "self.reading may be the task that runs this: it cancels itself"
        await self.stream.drain()
        self.stream = None
