"""RH313: the reply comes after the caller's time is out."""
import asyncio


class Rpc:
    def __init__(self):
        self.replies = {}

    async def call(self, number, send):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        send(number)
        return await asyncio.wait_for(reply, 10)

    def on_message(self, number, value):
        self.replies.pop(number).set_result(value)  # want RH313 "wait_for in Rpc.call"

    def on_error(self, number, error):
        reply = self.replies.pop(number)
        if not reply.done():
            reply.set_exception(error)
