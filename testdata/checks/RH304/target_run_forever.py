"""RH304: the thread's target is the loop's own run_forever."""
import asyncio
import threading


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = None

    def begin(self):
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def later(self, work):
        self.loop.call_soon(work)  # want RH304 warning "self.loop.call_soon"

    def spawn(self, coro):
        return self.loop.create_task(coro)  # want RH304 "self.loop.create_task"

    def finish(self):
        self.loop.stop()  # want RH304 "self.loop.stop"
        self.thread.join(timeout=5)


class BackgroundRight:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = None

    def begin(self):
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def later(self, work):
        self.loop.call_soon_threadsafe(work)

    def spawn(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop)

    def finish(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=5)
