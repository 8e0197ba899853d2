"""RH308: a sender that waits until its item is taken has lost nothing when it is; a reply by number is for nobody else."""
import asyncio
from collections import OrderedDict


class Channel:
    def __init__(self):
        self.senders = OrderedDict()

    async def send(self, item):
        taken = asyncio.Event()
        self.senders[taken] = item
        try:
            await taken.wait()
        except BaseException:
            self.senders.pop(taken, None)
            raise

    def receive(self):
        taken, item = self.senders.popitem(last=False)
        taken.set()
        return item


class Rpc:
    def __init__(self, loop):
        self.loop = loop
        self.replies = {}

    async def call(self, number):
        reply = self.loop.create_future()
        self.replies[number] = reply
        try:
            return await reply
        finally:
            self.replies.pop(number, None)

    def on_reply(self, number, value):
        reply = self.replies.pop(number)
        if not reply.done():
            reply.set_result(value)
