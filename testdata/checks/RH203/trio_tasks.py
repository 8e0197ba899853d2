"""RH203: it is the same under trio."""
import threading

import trio


class Tank:
    def __init__(self):
        self.lock = threading.Lock()
        self.level = 0

    async def fill(self, pump):
        with self.lock:
            self.level = await pump.run(self.level)  # want RH203 error "self.lock is held"

    async def fill_two(self, pump):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.fill, pump)
            nursery.start_soon(self.fill, pump)
