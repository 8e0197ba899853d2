"""RH102: an example has one user; a test that starts two tasks means to."""
# no-strip-test


class Client:
    def __init__(self):
        self.shown = 0
        self.tried = 0

    async def show(self, wire):
        n = self.shown
        await wire.send(n)
        self.shown = n + 1

    async def attempt(self, wire):
        n = self.tried
        await wire.send(n)
        self.tried = n + 1  # want RH102 warning "self.tried"
