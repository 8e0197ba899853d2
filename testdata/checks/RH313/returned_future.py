"""RH313: the future is made and kept by a plain function and awaited by its caller."""
import asyncio


class Socket:
    def __init__(self, loop):
        self.loop = loop
        self.readable = None

    def wait_readable(self, sock):
        self.readable = fut = self.loop.create_future()
        self.loop.add_reader(sock, self.on_readable)
        return fut

    def on_readable(self):
        if not self.readable.done():
            self.readable.set_result(None)

    async def receive(self, sock):
        await self.wait_readable(sock)
        return sock.recv(100)

    def close(self):
        if self.readable:
            self.readable.set_result(None)  # want RH313 "Socket.receive"


class ShieldedSocket:
    def __init__(self, loop):
        self.loop = loop
        self.readable = None

    def wait_readable(self):
        self.readable = fut = self.loop.create_future()
        return fut

    async def receive(self, sock):
        await asyncio.shield(self.wait_readable())
        return sock.recv(100)

    def close(self):
        if self.readable:
            self.readable.set_result(None)
