"""RH304: a subclass of Thread."""
import asyncio
import threading


class Pump(threading.Thread):
    def __init__(self, writer: asyncio.StreamWriter):
        super().__init__()
        self.writer = writer

    def run(self):
        self.writer.write(b"x")  # want RH304 "self.writer.write"


def start(writer):
    Pump(writer).start()
