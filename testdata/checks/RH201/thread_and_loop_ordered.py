"""RH201: a task and a thread take two locks in one order."""
import asyncio
import threading


class Meter:
    def __init__(self):
        self.values = threading.Lock()
        self.file = threading.Lock()

    async def poll(self):
        while True:
            with self.values:
                with self.file:
                    pass
            await asyncio.sleep(1)

    def dump(self):
        with self.values:
            with self.file:
                pass


async def main():
    meter = Meter()
    threading.Thread(target=meter.dump).start()
    await asyncio.create_task(meter.poll())


asyncio.run(main())
