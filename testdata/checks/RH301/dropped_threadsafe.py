"""RH301: run_coroutine_threadsafe whose future nobody looks at."""
import asyncio
import threading


async def store(row):
    await asyncio.sleep(0)
    print("stored", row)


class Bridge:
    """Runs a loop in a thread and feeds it from others."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def put(self, row):
        asyncio.run_coroutine_threadsafe(store(row), self.loop)  # want RH301 "future|task"

    def put_and_wait(self, row):
        asyncio.run_coroutine_threadsafe(store(row), self.loop).result(timeout=5)

    def put_and_return(self, row):
        return asyncio.run_coroutine_threadsafe(store(row), self.loop)

    def put_named(self, row):
        future = asyncio.run_coroutine_threadsafe(store(row), self.loop)
        return future.result()
