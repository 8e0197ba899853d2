"""RH304: a thread that prepares something and then runs a loop on itself prepares its own."""
import asyncio
import threading


class Prompt:
    def __init__(self, work):
        self.work = work
        self.history = None
        self.app = App()

    async def load(self):
        self.history = asyncio.create_task(self.work())

    def reset(self):
        history, self.history = self.history, None
        if history is not None:
            history.cancel()

    def ask(self):
        self.reset()
        return self.app.run(self.load)

    def ask_in_thread(self):
        thread = threading.Thread(target=self.ask)
        thread.start()
        thread.join()


class App:
    def run(self, load):
        return asyncio.run(self.main(load))

    async def main(self, load):
        await load()
        await asyncio.sleep(1)
