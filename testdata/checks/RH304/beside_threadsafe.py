"""RH304: one statement hands over, the next one does not."""
import asyncio
import threading


class Feed:
    def __init__(self, loop):
        self.loop = loop
        self.items = asyncio.Queue()
        self.ended = asyncio.Event()

    def publish(self, item):
        self.loop.call_soon_threadsafe(self.items.put_nowait, item)
        if item is None:
            self.ended.set()  # want RH304 "self.ended.set"

    def publish_right(self, item):
        self.loop.call_soon_threadsafe(self.items.put_nowait, item)
        if item is None:
            self.loop.call_soon_threadsafe(self.ended.set)

    def publish_where(self, item):
        if threading.current_thread() is threading.main_thread():
            self.items.put_nowait(item)
        else:
            self.loop.call_soon_threadsafe(self.items.put_nowait, item)
