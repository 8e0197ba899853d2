"""RH204: queues whose items are marked elsewhere, given back, remembered, or never joined."""
import asyncio
import queue


class Dispatcher:
    def __init__(self, handle):
        self.handle = handle
        self.jobs = asyncio.Queue()
        self.active = set()

    async def run(self):
        while True:
            job = await self.jobs.get()
            if job is None:
                self.jobs.task_done()
                break
            task = asyncio.create_task(self.handle(job))
            self.active.add(task)
            task.add_done_callback(self._complete)

    def _complete(self, task):
        self.active.discard(task)
        if not task.cancelled() and task.exception():
            print(task.exception())
        self.jobs.task_done()

    async def drain(self):
        await self.jobs.join()


class Remembers:
    def __init__(self, handle):
        self.handle = handle
        self.jobs = queue.Queue()

    def run(self):
        while True:
            have = False
            try:
                job = self.jobs.get(timeout=1)
                have = True
                self.handle(job)
            except queue.Empty:
                continue
            except ValueError as err:
                print(err)
            finally:
                if have:
                    self.jobs.task_done()

    def flush(self):
        self.jobs.join()


def never_joined(jobs, handle):
    todo = queue.Queue()
    for job in jobs:
        todo.put(job)
    todo.put(None)
    while True:
        job = todo.get()
        if job is None:
            return
        handle(job)
        todo.task_done()
