"""RH304: listeners are added in the caller's thread while the loop's code iterates over them."""
import asyncio


class Registry(asyncio.DatagramProtocol):
    def __init__(self, loop):
        self.loop = loop
        self.listeners = []
        self.known = {}

    def datagram_received(self, data, addr):
        for listener in self.listeners:
            listener(data)

    def add_listener(self, listener, name):
        self.listeners.append(listener)  # want RH304 "self.listeners is changed"
        self.loop.call_soon_threadsafe(self._replay, listener, name)

    def _replay(self, listener, name):
        listener(self.known.get(name))


class RegistryRight(asyncio.DatagramProtocol):
    def __init__(self, loop):
        self.loop = loop
        self.listeners = []
        self.known = {}

    def datagram_received(self, data, addr):
        for listener in self.listeners:
            listener(data)

    def add_listener(self, listener, name):
        self.loop.call_soon_threadsafe(self._add, listener, name)

    def _add(self, listener, name):
        self.listeners.append(listener)
        listener(self.known.get(name))


class RegistryCopies(asyncio.DatagramProtocol):
    def __init__(self, loop):
        self.loop = loop
        self.listeners = []

    def datagram_received(self, data, addr):
        for listener in list(self.listeners):
            listener(data)

    def add_listener(self, listener):
        self.listeners.append(listener)
        self.loop.call_soon_threadsafe(self._added)

    def _added(self):
        print("added")
