"""RH310: through a method, a property and a constructor."""
import socket
import time


class Link:
    def __init__(self, host):
        self.sock = socket.create_connection((host, 80))


class Device:
    def __init__(self, host):
        self.host = host

    def settle(self):
        time.sleep(0.5)

    @property
    def address(self):
        return socket.gethostbyname(self.host)

    async def reset(self):
        self.settle()  # want RH310 "Device.settle"

    async def where(self):
        return self.address  # want RH310 "Device.address"

    async def link(self):
        return Link(self.host)  # want RH310 "Link.__init__"
