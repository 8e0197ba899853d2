"""RH303: running the loop that get_event_loop gives is no better: a thread has none."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def report(value):
    print(value)


class Worker(threading.Thread):
    def run(self):
        asyncio.get_event_loop().run_until_complete(report(1))  # want RH303 "Worker.run"


def job(number):
    return asyncio.get_event_loop().run_until_complete(report(number))  # want RH303 "job"


def submit(numbers):
    with ThreadPoolExecutor() as pool:
        return [f.result() for f in [pool.submit(job, n) for n in numbers]]


class Service:
    def start(self):
        self.thread = threading.Thread(target=self._main)
        self.thread.start()

    def _main(self):
        self._serve()

    def _serve(self):
        loop = asyncio.get_event_loop()  # want RH303 "Service._main"
        loop.run_forever()


class CarefulService:
    def start(self):
        self.thread = threading.Thread(target=self._main)
        self.thread.start()

    def _main(self):
        self._make_loop()
        self._serve()

    def _make_loop(self):
        asyncio.set_event_loop(asyncio.new_event_loop())

    def _serve(self):
        loop = asyncio.get_event_loop()
        loop.run_forever()


Worker().start()
