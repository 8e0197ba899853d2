"""RH101: an event that is tested and set keeps a second call out."""
# no-rename-test
import asyncio


class Bot:
    def __init__(self):
        self.closing = asyncio.Event()
        self.done = asyncio.Event()
        self.late = asyncio.Event()
        self.lock = asyncio.Lock()

    async def close(self):
        if self.done is None:
            return
        if self.closing.is_set():
            return
        self.closing.set()
        await asyncio.sleep(1)
        self.done.set()
        self.done = None

    async def shutdown(self):
        if self.late is None:
            return
        await asyncio.sleep(1)
        self.late.set()  # want RH101 warning "self.late was tested before the await"
        self.late = None
