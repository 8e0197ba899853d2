"""RH304: the code looks which thread it is on."""
import asyncio
import threading


class Hub:
    def __init__(self, loop):
        self.loop = loop
        self.owner = threading.get_ident()
        self.changed = asyncio.Event()

    def notify(self):
        if threading.get_ident() == self.owner:
            self.changed.set()
        else:
            self.loop.call_soon_threadsafe(self.changed.set)

    def _poll(self):
        self.notify()

    def start(self):
        threading.Thread(target=self._poll).start()
