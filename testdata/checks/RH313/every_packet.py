"""RH313: the transport calls data_received for each piece of data."""
import asyncio


class Upgrade(asyncio.Protocol):
    def __init__(self, loop):
        self.reply = loop.create_future()

    def data_received(self, data):
        if data == b"S":
            self.reply.set_result(True)  # want RH313 "done when data comes again"
        else:
            self.reply.set_exception(ConnectionError("refused"))


class CarefulUpgrade(asyncio.Protocol):
    def __init__(self, loop):
        self.reply = loop.create_future()

    def data_received(self, data):
        if self.reply.done():
            return
        self.reply.set_result(data == b"S")


class Waiters(asyncio.DatagramProtocol):
    def __init__(self, loop):
        self.loop = loop
        self.reply = loop.create_future()

    def datagram_received(self, data, addr):
        self.reply.set_result(data)
        self.reply = self.loop.create_future()
