"""RH203: the lock is left held by __enter__, or by an asynchronous __aenter__."""
import threading


class Section:
    def __init__(self):
        self.lock = threading.Lock()

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *failure):
        self.lock.release()


class Office:
    def __init__(self):
        self.section = Section()

    async def work(self, job):
        with self.section:
            await job()  # want RH203 "lock is held"

    async def plan(self, job):
        with self.section:
            plan = list(job.steps)
        await job.run(plan)
