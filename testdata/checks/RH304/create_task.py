"""RH304: tasks are made in a worker thread."""
import asyncio
import threading


class Bus:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self.tasks = set()

    async def deliver(self, event):
        await asyncio.sleep(0)

    def fire(self, event):
        self.tasks.add(self.loop.create_task(self.deliver(event)))  # want RH304 "create_task"

    def fire_safely(self, event):
        return asyncio.run_coroutine_threadsafe(self.deliver(event), self.loop)

    def _watch(self):
        self.fire("found")
        self.fire_safely("found").add_done_callback(print)

    def start(self):
        threading.Thread(target=self._watch).start()
