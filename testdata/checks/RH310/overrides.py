"""RH310: only one of several overrides blocks."""
import time


class Sink:
    def write(self, text):
        print(text)


class SlowSink(Sink):
    def write(self, text):
        time.sleep(1)


class Logger:
    def __init__(self, sink: Sink):
        self.sink = sink

    async def log(self, text):
        self.sink.write(text)
