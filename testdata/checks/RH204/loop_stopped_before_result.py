"""RH204: a wait without limit for a coroutine on a loop that is stopped elsewhere."""
# no-strip-test: threads wait for a loop
import asyncio
import threading


def shut_down(loop):
    loop.call_soon_threadsafe(loop.stop)


class Service:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def _wait(self, seconds):
        await asyncio.sleep(seconds)

    def wait(self, seconds):
        asyncio.run_coroutine_threadsafe(self._wait(seconds), self.loop).result()  # want RH204 "waits without limit for what runs on self.loop, which Service.close stops"

    def wait_well(self, seconds):
        asyncio.run_coroutine_threadsafe(self._wait(seconds), self.loop).result(seconds + 1)

    def close(self):
        asyncio.run_coroutine_threadsafe(self._wait(0), self.loop).result()
        shut_down(self.loop)


class Cancels:
    """What is left is cancelled before the loop stops."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def _wait(self, seconds):
        await asyncio.sleep(seconds)

    def wait(self, seconds):
        asyncio.run_coroutine_threadsafe(self._wait(seconds), self.loop).result()

    def close(self):
        for task in asyncio.all_tasks(self.loop):
            self.loop.call_soon_threadsafe(task.cancel)
        self.abort()
        self.loop.call_soon_threadsafe(self.loop.stop)

    def abort(self):
        for task in asyncio.all_tasks(self.loop):
            task.cancel()


class NeverStopped:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def _wait(self, seconds):
        await asyncio.sleep(seconds)

    def wait(self, seconds):
        asyncio.run_coroutine_threadsafe(self._wait(seconds), self.loop).result()
