"""RH305: a semaphore of the module, and a helper thread with a loop of its own."""
import asyncio
import threading

slots = asyncio.Semaphore(2)  # want RH305 "slots is made once"


async def use(work):
    async with slots:
        await work()


class Helper:
    def begin(self, work):
        self.thread = threading.Thread(target=self._run, args=(work,))
        self.thread.start()

    def _run(self, work):
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(use(work))
        finally:
            loop.close()
