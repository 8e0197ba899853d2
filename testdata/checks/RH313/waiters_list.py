"""RH313: a list of waiters, resolved one after the other."""
import asyncio
from collections import deque


class Turnstile:
    def __init__(self):
        self.waiters = deque()

    async def enter(self):
        fut = asyncio.get_running_loop().create_future()
        self.waiters.append(fut)
        await fut

    def turn(self):
        self.waiters.popleft().set_result(None)  # want RH313 "may be done already"

    def turn_right(self):
        while self.waiters:
            fut = self.waiters.popleft()
            if not fut.cancelled():
                fut.set_result(None)
                break
