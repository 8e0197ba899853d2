"""RH313: nobody awaits the future in a task that could be cancelled."""
import asyncio


class Closing:
    def __init__(self):
        self.closed = asyncio.get_event_loop().create_future()

    def close(self):
        self.closed.set_result(None)
