"""RH302: every answer starts an idle timer; only incoming data cancels the one before."""
# no-strip-test
import asyncio


class Idle(asyncio.Protocol):
    def __init__(self, loop):
        self.loop = loop
        self.transport = None
        self.idle = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if self.idle is not None:
            self.idle.cancel()
            self.idle = None
        self.answer(data)

    def answer(self, data):
        for part in data.split():
            self.transport.write(part)

    def answered(self):
        self.idle = self.loop.call_later(5, self.give_up)  # want RH302 "self.idle"

    def give_up(self):
        self.transport.close()


class IdleRight(asyncio.Protocol):
    def __init__(self, loop):
        self.loop = loop
        self.transport = None
        self.idle = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self._restart()
        self.transport.write(data)

    def _restart(self):
        if self.idle is not None:
            self.idle.cancel()
            self.idle = None

    def answered(self):
        self._restart()
        self.idle = self.loop.call_later(5, self.give_up)

    def give_up(self):
        self.transport.close()
