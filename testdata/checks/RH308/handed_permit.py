"""RH308: one permit, one waiter woken for it; a cancelled waiter must wake the next one."""
import asyncio


class Limiter:
    def __init__(self, loop):
        self.loop = loop
        self.free = 1
        self.queue = []

    async def enter(self):
        while self.free == 0:
            turn = self.loop.create_future()
            self.queue.append(turn)
            try:
                await turn  # want RH308 "wakes nobody else"
            finally:
                if turn in self.queue:
                    self.queue.remove(turn)
        self.free -= 1

    def leave(self):
        self.free += 1
        while self.queue:
            turn = self.queue.pop(0)
            if not turn.done():
                turn.set_result(None)
                break


class FairLimiter:
    def __init__(self, loop):
        self.loop = loop
        self.free = 1
        self.queue = []

    async def enter(self):
        while self.free == 0:
            turn = self.loop.create_future()
            self.queue.append(turn)
            try:
                await turn
            except BaseException:
                if turn in self.queue:
                    self.queue.remove(turn)
                elif not turn.cancelled():
                    self.wake()
                raise
        self.free -= 1

    def leave(self):
        self.free += 1
        self.wake()

    def wake(self):
        while self.queue:
            turn = self.queue.pop(0)
            if not turn.done():
                turn.set_result(None)
                break
