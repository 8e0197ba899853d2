"""RH105: a task finds an attribute cleared when it first runs."""
import asyncio


class Monitor:
    def __init__(self, bus):
        self._bus = bus
        self._gone = None
        self._task = None
        bus.add_message_handler(self._on_message)

    def _on_message(self, message):
        if self._gone:
            self._gone.set()
            self._gone = None

    async def connect(self):
        self._gone = asyncio.Event()
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self):
        await self._gone.wait()  # want RH105 warning "self._gone may be None when this task first runs"


class Passing:
    def __init__(self, bus):
        self._bus = bus
        self._gone = None
        self._task = None
        bus.add_message_handler(self._on_message)

    def _on_message(self, message):
        if self._gone:
            self._gone.set()
            self._gone = None

    async def connect(self):
        self._gone = asyncio.Event()
        self._task = asyncio.ensure_future(self._watch(self._gone))

    async def _watch(self, gone):
        await gone.wait()


class Looking:
    def __init__(self, bus):
        self._bus = bus
        self._gone = None
        self._task = None
        bus.add_message_handler(self._on_message)

    def _on_message(self, message):
        self._gone = None

    async def connect(self):
        self._gone = asyncio.Event()
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self):
        if self._gone is not None:
            await self._gone.wait()


class Cancelling:
    """A task that was cancelled before it ran does not run at all."""

    def __init__(self, bus):
        self._bus = bus
        self._gone = None
        self._task = None
        bus.add_message_handler(self._on_message)

    def _on_message(self, message):
        self._task.cancel()
        self._gone = None

    async def connect(self):
        self._gone = asyncio.Event()
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self):
        await self._gone.wait()
