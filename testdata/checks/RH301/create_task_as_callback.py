"""RH301: create_task itself is the callback, so its result goes nowhere."""
import asyncio
import threading


async def apply(change):
    await asyncio.sleep(0)
    print(change)


class Watcher:
    """Hands changes from a thread to the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self.changes = asyncio.Queue()

    def run(self):
        self.loop.call_soon_threadsafe(asyncio.create_task, apply("a"))  # want RH301 "task"

    def run_queued(self):
        self.loop.call_soon_threadsafe(self.changes.put_nowait, "a")

    def start(self):
        threading.Thread(target=self.run).start()
        threading.Thread(target=self.run_queued).start()
