"""RH105: requests and replies of several tasks on one connection."""
# no-rename-test
import asyncio
import itertools


class Numbered:
    """Requests with numbers: several are under way."""

    def __init__(self, ws):
        self.ws = ws
        self._ids = itertools.count(1)
        self.message_id = 0

    async def call(self, method):
        await self.ws.send_json({"id": next(self._ids), "method": method})
        reply = await self.ws.receive_json()  # want RH105 "may be that to another task's request"
        return reply["result"]

    async def numbered(self, message):
        self.message_id += 1
        message["id"] = self.message_id
        await self.ws.send_json(message)
        return await asyncio.wait_for(self.ws.receive_json(), 10)  # want RH105 "another task's request"


class Beating:
    """A task of the object's own uses the connection, too."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer

    def start(self):
        self.beat_task = asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await self.command("ping")
            await asyncio.sleep(10)

    async def command(self, text):
        self.writer.write(text.encode())
        await self.writer.drain()
        return await self.reader.readline()  # want RH105 "another task's request"


class Router:
    """One kept connection, one handler a client."""

    def __init__(self):
        self.streams = {}

    async def serve(self):
        server = await asyncio.start_server(self.handle, "localhost", 1)
        await server.serve_forever()

    async def stream(self, name):
        if name in self.streams:
            return self.streams[name]
        pair = await asyncio.open_connection(name, 1)
        return self.streams.setdefault(name, pair)

    async def handle(self, r, w):
        request = await r.readline()
        reader, writer = await self.stream(request)
        try:
            writer.write(request)
            await writer.drain()
            w.write(await reader.readline())  # want RH105 "another task's request"
        except BaseException:
            writer.close()
            raise


    async def handle_named(self, name, request):
        reader, writer = await self.stream(name)
        try:
            writer.write(request)
            return await reader.readline()
        except BaseException:
            writer.close()
            raise


class Locked:
    def __init__(self, ws):
        self.ws = ws
        self.number = 0
        self.lock = asyncio.Lock()

    async def locked(self, message):
        async with self.lock:
            self.number += 1
            await self.ws.send_json({"id": self.number, **message})
            return await self.ws.receive_json()


class OwnConnection:
    async def ask(self, host, text):
        self.number = self.number + 1
        reader, writer = await asyncio.open_connection(host, 1)
        writer.write(b"%d %s" % (self.number, text))
        return await reader.readline()


class Answering:
    """It answers: what it reads is no reply."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.serial = 0

    async def serve(self):
        while True:
            line = await self.reader.readline()
            self.serial += 1
            self.writer.write(line)
            await self.writer.drain()
            line = await self.reader.readline()


class Conversation:
    """Nothing says that several tasks are meant."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer

    async def ask(self, text):
        self.writer.write(text)
        return await self.reader.readline()
