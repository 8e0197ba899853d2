"""RH304: a reader thread feeds an asyncio queue."""
import asyncio
import threading


class Serial:
    def __init__(self, port):
        self.port = port
        self.lines = asyncio.Queue()

    def open(self):
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.port:
            self.lines.put_nowait(line)  # want RH304 "self.lines.put_nowait"


class SerialRight:
    def __init__(self, port, loop):
        self.port = port
        self.loop = loop
        self.lines = asyncio.Queue()

    def open(self):
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.port:
            self.loop.call_soon_threadsafe(self.lines.put_nowait, line)
