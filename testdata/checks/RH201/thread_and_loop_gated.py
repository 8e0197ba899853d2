"""RH201: a task and a thread take two locks in different orders under a third."""
import asyncio
import threading


class Meter:
    def __init__(self):
        self.values = threading.Lock()
        self.file = threading.Lock()
        self.gate = threading.Lock()

    async def poll(self):
        while True:
            with self.gate, self.values:
                with self.file:
                    pass
            await asyncio.sleep(1)

    def dump(self):
        with self.gate, self.file:
            with self.values:
                pass


async def main():
    meter = Meter()
    threading.Thread(target=meter.dump).start()
    await asyncio.create_task(meter.poll())


asyncio.run(main())
