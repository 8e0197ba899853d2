"""RH103: a helper that changes the container that it is given, while another task loops over it."""
import asyncio


def merge(old, new):
    for name in list(old):
        if name not in new:
            old.pop(name)
    for name in new:
        old[name] = new[name]


def merged(old, new):
    old = dict(old)
    old.update(new)
    return old


class Peers:
    def __init__(self):
        self.peers = {}
        self.known = {}

    async def ping(self):
        while True:
            for peer in self.peers.values():  # want RH103 "self.peers may be resized by Peers.refresh"
                await peer.ping()
            for peer in self.known.values():
                await peer.ping()
            await asyncio.sleep(10)

    async def refresh(self):
        while True:
            merge(self.peers, await fetch())
            self.known = merged(self.known, await fetch())


async def fetch():
    await asyncio.sleep(1)
    return {}


async def main():
    peers = Peers()
    await asyncio.gather(peers.ping(), peers.refresh())


asyncio.run(main())
