"""RH304: an event is set in a timer's thread."""
import asyncio
import threading


class Alarm:
    def __init__(self):
        self.rang = asyncio.Event()
        self.plain = threading.Event()

    def arm(self):
        threading.Timer(5, self._ring).start()
        threading.Timer(5, self._ring_plain).start()

    def _ring(self):
        self.rang.set()  # want RH304 "self.rang.set"

    def _ring_plain(self):
        self.plain.set()
