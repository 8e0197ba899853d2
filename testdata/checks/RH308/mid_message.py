"""RH308: the reply to a request that nobody waits for any more is read by the next one."""
import asyncio


class Pool:
    def __init__(self, connect):
        self.connect = connect
        self.idle = []

    async def take(self):
        return self.idle.pop() if self.idle else await self.connect()

    def reuse(self, comm):
        self.idle.append(comm)


async def send_recv(comm, message):
    failed = False
    try:
        await comm.write(message)
        reply = await comm.read()  # want RH308 "in the middle of a message"
    except OSError:
        failed = True
        raise
    finally:
        if failed:
            comm.abort()
    return reply


async def send_recv_carefully(comm, message):
    failed = False
    try:
        await comm.write(message)
        reply = await comm.read()
    except BaseException:
        failed = True
        raise
    finally:
        if failed:
            comm.abort()
    return reply


class Client:
    def __init__(self, pool):
        self.pool = pool

    async def call(self, message):
        comm = await self.pool.take()
        try:
            return await send_recv(comm, message)
        finally:
            self.pool.reuse(comm)

    async def call_carefully(self, message):
        comm = await self.pool.take()
        try:
            return await send_recv_carefully(comm, message)
        finally:
            self.pool.reuse(comm)


class Arbiter:
    def __init__(self):
        self.streams = {}

    async def stream(self, name):
        if name not in self.streams:
            self.streams[name] = await asyncio.open_unix_connection(name)  # want RH104 "streams"
        return self.streams[name]

    def close_stream(self, name):
        _, writer = self.streams.pop(name)
        writer.close()

    async def execute(self, name, request):
        reader, writer = await self.stream(name)
        writer.write(request)
        try:
            return await asyncio.wait_for(reader.readline(), 5)  # want RH308 "the next request reads this reply"
        except asyncio.TimeoutError:
            return None

    async def execute_carefully(self, name, request):
        reader, writer = await self.stream(name)
        writer.write(request)
        try:
            return await asyncio.wait_for(reader.readline(), 5)
        except asyncio.TimeoutError:
            self.close_stream(name)
            return None


async def once(host, request):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.write(request)
    return await reader.readline()


def make(connect):
    return Client(Pool(connect))
