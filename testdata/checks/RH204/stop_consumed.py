"""RH204: a request to stop that another run of the loop consumes."""
# no-strip-test: threads wait for a loop
import asyncio
import threading


class Service:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.main)
        self.thread.start()

    async def prepare(self):
        await asyncio.sleep(0.1)

    def main(self):
        self.loop.run_until_complete(self.prepare())
        self.loop.run_forever()
        self.loop.close()

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()  # want RH204 "Service.main runs its loop twice"


class Remembers:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.stopped = False
        self.thread = threading.Thread(target=self.main)
        self.thread.start()

    async def prepare(self):
        await asyncio.sleep(0.1)

    def main(self):
        self.loop.run_until_complete(self.prepare())
        if not self.stopped:
            self.loop.run_forever()
        self.loop.close()

    def stop(self):
        self.stopped = True
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


class Once:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.main)
        self.thread.start()

    def main(self):
        self.loop.run_forever()
        self.loop.close()

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
