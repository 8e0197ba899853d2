"""RH314: wait_for cancels a future that others share."""
import asyncio


class Process:
    def __init__(self):
        self.exited = asyncio.get_event_loop().create_future()

    def on_exit(self, code):
        if not self.exited.done():
            self.exited.set_result(code)

    async def join(self, timeout):
        return await asyncio.wait_for(self.exited, timeout)  # want RH314 "wait_for cancels self.exited"

    async def join_right(self, timeout):
        return await asyncio.wait_for(asyncio.shield(self.exited), timeout)
