"""RH313: a timer that is due when an update resolves the future, or its waiter is cancelled."""
import asyncio


class Records:
    def __init__(self):
        self.waiting = []

    async def wait(self, timeout):
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.waiting.append(future)
        handle = loop.call_later(timeout, future.set_result, None)  # want RH313 "future may be done"
        try:
            await future
        finally:
            handle.cancel()

    def update(self):
        for future in self.waiting:
            if not future.done():
                future.set_result(None)
        self.waiting.clear()


def resolve(future):
    if not future.done():
        future.set_result(None)


class Careful:
    def __init__(self):
        self.waiting = []

    async def wait(self, timeout):
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.waiting.append(future)
        handle = loop.call_later(timeout, resolve, future)
        try:
            await future
        finally:
            handle.cancel()


async def sleep(delay):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, future.set_result, None)
    try:
        return await future
    finally:
        handle.cancel()
