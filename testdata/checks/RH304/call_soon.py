"""RH304: call_soon from a thread instead of call_soon_threadsafe."""
import asyncio
import threading


class Probe:
    def __init__(self):
        self.loop = asyncio.get_event_loop()

    def _measure(self):
        self.loop.call_soon(print, 1)  # want RH304 "call_soon"
        self.loop.call_soon_threadsafe(print, 1)

    def start(self):
        threading.Thread(target=self._measure).start()
