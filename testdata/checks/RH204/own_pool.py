"""RH204: jobs that wait for jobs of their own pool, and waits for pools under a lock."""
# no-strip-test: threads wait without async
# no-rename-test: what keeps pools is seen by its name
import threading
from concurrent.futures import ThreadPoolExecutor


class Crawler:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)

    def start(self, url):
        self.pool.submit(self.visit, url)

    def visit(self, url):
        for link in self.links(url):
            self.fetch(link)

    def links(self, url):
        return []

    def fetch(self, link):
        job = self.pool.submit(print, link)
        return job.result()  # want RH204 warning "a job of self.pool waits here for another job of self.pool"


class TwoPools:
    def __init__(self):
        self.outer = ThreadPoolExecutor(4)
        self.inner = ThreadPoolExecutor(4)

    def start(self, url):
        self.outer.submit(self.visit, url)

    def visit(self, url):
        return self.inner.submit(print, url).result()


pool = ThreadPoolExecutor(2)


def total(numbers):
    if len(numbers) == 1:
        return numbers[0]
    half = pool.submit(total, numbers[1:])
    return numbers[0] + half.result()  # want RH204 warning "a job of pool waits here for another job of pool"


def from_outside(numbers):
    return pool.submit(sum, numbers).result()


class Scheduler:
    """The executors' jobs call the scheduler."""

    def __init__(self):
        self._lock = threading.RLock()
        self._executors = {}
        self._jobs = []

    def add_executor(self, executor, name):
        with self._lock:
            self._executors[name] = executor

    def add_job(self, job):
        with self._lock:
            self._jobs.append(job)

    def shutdown(self, wait=True):
        with self._lock:
            for executor in self._executors.values():
                executor.shutdown(wait)  # want RH204 warning "waits for the jobs of self._executors while holding self._lock"

    def shutdown_soon(self):
        with self._lock:
            for executor in self._executors.values():
                executor.shutdown(wait=False)

    def shutdown_outside(self):
        with self._lock:
            executors = list(self._executors.values())
        for executor in executors:
            executor.shutdown()
