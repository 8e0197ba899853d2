"""RH304: a method runs the loop in a thread; calls before the start and after the join are fine."""
import asyncio
import threading


class Runner:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
        finally:
            self.loop.close()

    def launch(self, first):
        self.loop.call_soon(first)
        self.thread.start()

    def quit(self):
        self.loop.stop()  # want RH304 "self.loop.stop"
        self.thread.join()

    def quit_threadsafe(self):
        self.loop.call_soon_threadsafe(self._quit)
        self.thread.join()
        self.loop.stop()

    def _quit(self):
        self.loop.stop()
