"""RH308: the sender has put the item into the receiver's box; a receiver that is then cancelled drops it."""
import asyncio
from collections import OrderedDict


class Channel:
    def __init__(self):
        self.receivers = OrderedDict()
        self.items = []

    async def receive(self):
        if self.items:
            return self.items.pop(0)
        filled = asyncio.Event()
        box = []
        self.receivers[filled] = box
        try:
            await filled.wait()  # want RH308 "self.receivers"
        except asyncio.CancelledError:
            self.receivers.pop(filled, None)
            raise
        return box[0]

    def send(self, item):
        if self.receivers:
            filled, box = self.receivers.popitem(last=False)
            box.append(item)
            filled.set()
        else:
            self.items.append(item)


class CarefulChannel:
    def __init__(self):
        self.receivers = OrderedDict()
        self.items = []

    async def receive(self):
        if self.items:
            return self.items.pop(0)
        filled = asyncio.Event()
        box = []
        self.receivers[filled] = box
        try:
            await filled.wait()
        except asyncio.CancelledError:
            self.receivers.pop(filled, None)
            if box:
                self.items.insert(0, box[0])
            raise
        return box[0]

    def send(self, item):
        if self.receivers:
            filled, box = self.receivers.popitem(last=False)
            box.append(item)
            filled.set()
        else:
            self.items.append(item)
