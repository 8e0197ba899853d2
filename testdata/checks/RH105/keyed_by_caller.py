"""RH105: each task has an entry of its own in a shared dict."""
import asyncio
import itertools


class Tracker:
    def __init__(self):
        self.running = {}
        self.ids = itertools.count()

    async def _work(self, name):
        await asyncio.sleep(0.1)

    async def run(self, name):
        number = next(self.ids)
        self.running[number] = name
        try:
            await self._work(name)
        finally:
            self.running.pop(number, None)

    async def run_shared_key(self, name):
        self.running["current"] = name
        await self._work(name)
        print("finished", self.running["current"])  # want RH105 "self.running"

    def names(self):
        return list(self.running.values())


async def main():
    tracker = Tracker()
    await asyncio.gather(*(tracker.run(n) for n in "abc"))
    await asyncio.gather(*(tracker.run_shared_key(n) for n in "abc"))
    print(tracker.names())


asyncio.run(main())
