"""RH103: a coroutine that is only made does not run, so that it changes nothing yet."""
# no-strip-test: without async, making a coroutine is running it


class Hub:
    def __init__(self, later):
        self.peers = {}
        self.later = later

    async def _close(self, name):
        self.peers.pop(name)

    async def close_all(self):
        for name in self.peers:
            self.later(self._close(name))

    async def close_each(self):
        for name in self.peers:
            await self._close(name)  # want RH103 "self.peers"
