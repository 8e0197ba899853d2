"""RH105: the pattern alone, where nothing shows that two tasks run it: on request only."""


class Processor:
    async def process(self, item):
        self.current = item
        await some_io()
        use(self.current)  # note RH105 "self.current was set before an await"

    async def process_local(self, item):
        current = item
        await some_io()
        use(current)

    async def _step(self):
        self.state = "busy"
        await some_io()
        use(self.state)
