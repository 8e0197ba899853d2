"""RH308: a flag that only lets things happen as long as it is set turns nobody away."""


class Pump:
    def __init__(self, queue):
        self.queue = queue
        self.running = False

    async def process(self):
        self.running = True
        await self.queue.drain()
        self.running = False

    def post(self, message):
        if self.running:
            self.queue.send(message)


class Turnstile:
    def __init__(self, queue):
        self.queue = queue
        self.running = False

    async def process(self):
        self.running = True
        await self.queue.drain()  # want RH308 "self.running stays set"
        self.running = False

    def post(self, message):
        if not self.running:
            self.queue.send(message)


class Driven:
    def __init__(self, queue):
        self.queue = queue
        self.running = False

    async def process(self):
        self.running = True
        await self.queue.drain()
        self.running = False

    async def post(self, message):
        if self.running:
            await self.queue.send(message)
