"""RH205: one step takes a slot, a later one gives it back, and the first may fail in between."""


class Command:
    def __init__(self, slots, parser, work):
        self.slots = slots
        self.parser = parser
        self.work = work

    async def prepare(self, context):
        if self.slots is not None:
            await self.slots.acquire(context)  # want RH205 "the lock is acquired here, but if .*, the caller never learns"
        await self.parser.parse(context)

    async def invoke(self, context):
        await self.prepare(context)
        try:
            await self.work(context)
        finally:
            await self.slots.release(context)


class CommandThatMinds:
    def __init__(self, slots, parser, work):
        self.slots = slots
        self.parser = parser
        self.work = work

    async def prepare(self, context):
        await self.slots.acquire(context)
        try:
            await self.parser.parse(context)
        except BaseException:
            await self.slots.release(context)
            raise

    async def invoke(self, context):
        await self.prepare(context)
        try:
            await self.work(context)
        finally:
            await self.slots.release(context)


class CallerThatMinds:
    """Whoever calls the first step gives the slot back, also if that fails."""

    def __init__(self, gate, parser, work):
        self.gate = gate
        self.parser = parser
        self.work = work

    async def begin(self, context):
        await self.gate.acquire(context)
        await self.parser.parse(context)

    async def invoke(self, context):
        try:
            await self.begin(context)
            await self.work(context)
        finally:
            await self.gate.release(context)


class Job:
    """The second step stands in a function of its own."""

    def __init__(self, places, source):
        self.places = places
        self.source = source

    async def setup(self):
        await self.places.acquire()  # want RH205 "the lock is acquired here"
        self.data = await self.source.load()

    async def run(self):
        await self.setup()
        await finish(self)


async def finish(job):
    job.places.release()


class LastThing:
    """Nothing comes after the acquisition."""

    def __init__(self, places):
        self.places = places

    async def setup(self):
        self.data = []
        await self.places.acquire()

    async def run(self):
        await self.setup()
        self.places.release()
