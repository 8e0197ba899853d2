"""RH101: an event and a user lead to one clean-up."""
# no-lock-test
import asyncio


class Subscriber:
    """The end of the connection comes as an event, and users may disconnect, too."""

    def __init__(self, bus):
        self._bus = bus
        self._bus.on_end(self._ended)

    def _ended(self, *_):
        self._task = asyncio.ensure_future(self._clean_up())

    async def disconnect(self):
        await self._clean_up()

    async def _clean_up(self):
        if self._bus is None:
            return
        await self._bus.flush()
        self._bus.close()  # want RH101 "self._bus was tested before the await and may be None by now"
        self._bus = None
