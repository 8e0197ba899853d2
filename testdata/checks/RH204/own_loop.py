"""RH204: who waits on the loop's thread for what the loop is to run."""
# no-strip-test: it is not the same program without async
import asyncio
import threading


async def fetch():
    await asyncio.sleep(1)
    return 1


async def in_coroutine():
    loop = asyncio.get_event_loop()
    future = asyncio.run_coroutine_threadsafe(fetch(), loop)
    return future.result()  # want RH204 error "waits for it on that loop's own thread" want RH310 "result"


def in_callback():
    return asyncio.run_coroutine_threadsafe(fetch(), asyncio.get_running_loop()).result()  # want RH204 error "waits for it on that loop's own thread"


class Client:
    async def open(self):
        self.loop = asyncio.get_running_loop()
        self.lines = 0

    async def ask(self):
        self.lines += 1
        return asyncio.run_coroutine_threadsafe(fetch(), self.loop).result(10)  # want RH204 error "hands a coroutine to self.loop" want RH310 "result"

    def ask_from_thread(self):
        return asyncio.run_coroutine_threadsafe(fetch(), self.loop).result(10)


class Mixed:
    """The way for threads is taken by a coroutine."""

    async def open(self):
        self.loop = asyncio.get_running_loop()

    def ask(self):
        return asyncio.run_coroutine_threadsafe(fetch(), self.loop).result()

    async def ask_all(self):
        return [self.ask() for _ in range(3)]  # want RH204 warning "Mixed.ask hands a coroutine to self.loop" want RH310 "result"

    async def ask_one(self):
        return self.ask()  # want RH204 warning "Mixed.ask hands a coroutine to self.loop" want RH310 "result"

    async def ask_aside(self):
        return await asyncio.to_thread(self.ask)


class OtherThread:
    """The loop is that of another thread."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    async def ask(self):
        return asyncio.run_coroutine_threadsafe(fetch(), self.loop).result()  # want RH310 "result"
