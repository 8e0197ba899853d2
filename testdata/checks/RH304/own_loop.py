"""RH304: a thread that runs a loop of its own may use it."""
import asyncio
import threading


class Background:
    def __init__(self):
        self.jobs = set()

    async def tick(self):
        await asyncio.sleep(1)

    def _main(self):
        loop = asyncio.new_event_loop()
        self.jobs.add(loop.create_task(self.tick()))
        loop.call_later(5, loop.stop)
        loop.run_forever()
        loop.close()

    def start(self):
        threading.Thread(target=self._main).start()
