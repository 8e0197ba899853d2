"""RH313: the waiter takes its future away, so that only a moment is left."""
import asyncio


class Rpc:
    def __init__(self):
        self.replies = {}

    async def call(self, number, send):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        try:
            send(number)
            return await asyncio.wait_for(reply, 10)
        finally:
            self.replies.pop(number, None)

    def on_message(self, number, value):
        reply = self.replies.get(number)
        if reply is not None:
            reply.set_result(value)  # note RH313 "reply may be done already"
