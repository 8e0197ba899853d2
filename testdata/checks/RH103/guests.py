"""RH103: coroutines that stay in a shared container while they wait, and a loop that waits in it."""

connections = set()
quiet = set()


async def handler(ws):
    connections.add(ws)
    try:
        async for message in ws:
            await broadcast(message)
    finally:
        connections.remove(ws)


async def broadcast(message):
    for ws in connections:  # want RH103 "connections may be resized by handler"
        await ws.send(message)


async def broadcast_right(message):
    for ws in list(connections):
        await ws.send(message)


async def tell(message):
    for ws in quiet:
        await ws.send(message)


def mute(ws):
    quiet.add(ws)


class Chat:
    clients = set()

    @classmethod
    async def tell(cls, message):
        for client in cls.clients:  # want RH103 "cls.clients may be resized by Chat"
            await client.send(message)

    async def joined(self):
        self.clients.add(self)

    async def left(self):
        self.clients.discard(self)


class Hub:
    def __init__(self):
        self.peers = {}

    async def send_all(self, message):
        for peer in self.peers.values():  # want RH103 "self.peers may be resized by Hub.serve"
            await peer.send(message)

    async def serve(self, peer):
        self.peers[peer.id] = peer
        try:
            await peer.wait_closed()
        finally:
            del self.peers[peer.id]
