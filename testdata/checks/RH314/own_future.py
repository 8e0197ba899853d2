"""RH314: wait_for over a future of one's own."""
import asyncio


class Rpc:
    def __init__(self):
        self.reply = None

    async def call(self, send):
        self.reply = asyncio.get_running_loop().create_future()
        send()
        return await asyncio.wait_for(self.reply, 5)

    def on_reply(self, value):
        if self.reply is not None and not self.reply.done():
            self.reply.set_result(value)
