"""RH304: the thread comes to the loop's object through two calls."""
import asyncio
import threading


class Hub:
    def __init__(self):
        self.changed = asyncio.Event()

    def _notify(self):
        self.changed.set()  # want RH304 "self.changed.set"

    def update(self, value):
        self.value = value
        self._notify()

    def _poll(self):
        self.update(1)

    def start(self):
        threading.Thread(target=self._poll).start()
