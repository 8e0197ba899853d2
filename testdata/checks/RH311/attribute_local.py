"""RH311: the thread-local belongs to an object."""
import asyncio
import threading


class Tracer:
    def __init__(self):
        self.spans = threading.local()

    async def traced(self, work, name):
        self.spans.span = name
        await work()
        return self.spans.span  # want RH311 "self.spans.span"

    async def traced_right(self, work, name):
        span = name
        await work()
        self.spans.span = span
        return self.spans.span
