"""RH313: the future is handed to a helper that awaits it with a timeout."""
import asyncio


class Talk:
    def __init__(self):
        self.edits = {}
        self.reads = {}
        self.safe = {}

    async def next_edit(self, number):
        edit = asyncio.get_running_loop().create_future()
        self.edits[number] = edit
        return await self.result(edit, 10)

    async def next_read(self, number):
        read = asyncio.get_running_loop().create_future()
        self.reads[number] = read
        return await limited(future=read)

    async def next_safe(self, number):
        safe = asyncio.get_running_loop().create_future()
        self.safe[number] = safe
        return await shielded(safe)

    def result(self, future, timeout):
        return asyncio.wait_for(future, timeout)

    def on_edit(self, number, text):
        self.edits.pop(number).set_result(text)  # want RH313 "the wait_for in Talk.result runs out of time"

    def on_read(self, number):
        self.reads.pop(number).set_result(True)  # want RH313 "the wait_for in limited runs out of time"

    def on_read_right(self, number):
        read = self.reads.pop(number)
        if not read.done():
            read.set_result(True)

    def on_safe(self, number):
        self.safe.pop(number).set_result(True)


async def limited(future, timeout=5):
    return await asyncio.wait_for(future, timeout)


async def shielded(future):
    return await asyncio.shield(future)
