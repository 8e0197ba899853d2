"""RH101: a wrapper starts coroutine functions as tasks and others in threads."""
import asyncio
import inspect


class App:
    def __init__(self):
        self.link = None
        self.jobs = set()

    def start(self, target):
        if inspect.iscoroutinefunction(target):
            job = asyncio.ensure_future(target())
        else:
            job = asyncio.get_running_loop().run_in_executor(None, target)
        self.jobs.add(job)
        job.add_done_callback(self.jobs.discard)
        return job

    async def watch(self):
        while True:
            await asyncio.sleep(1)
            if self.link is not None:
                self.link.ping()

    async def drop(self):
        await asyncio.sleep(1)
        self.link = None


async def main():
    app = App()
    await asyncio.gather(app.start(app.watch), app.start(app.drop))
