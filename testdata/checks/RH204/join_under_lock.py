"""RH204: a wait under a lock that the other side takes."""
# no-strip-test: threads wait without async
import threading
from concurrent.futures import ThreadPoolExecutor


class Worker:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        for _ in range(1000):
            self.step()

    def step(self):
        with self.lock:
            self.count += 1

    def stop(self):
        with self.lock:
            self.thread.join()  # want RH204 error "waits for Worker.run while holding self.lock, which Worker.step needs"

    def stop_well(self):
        with self.lock:
            self.count = 0
        self.thread.join()

    def stop_in_time(self):
        with self.lock:
            self.thread.join(5)


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.done = []
        self.jobs = ThreadPoolExecutor(2)

    def add(self, item):
        self.jobs.submit(self.job, item)

    def job(self, item):
        with self.lock:
            self.done.append(item)

    def close(self):
        with self.lock:
            self.jobs.shutdown(wait=True)  # want RH204 error "waits for Pool.job while holding self.lock"

    def close_soon(self):
        with self.lock:
            self.jobs.shutdown(wait=False)

    def run(self, item):
        with self.lock:
            return self.jobs.submit(self.job, item).result()  # want RH204 error "waits for Pool.job while holding self.lock"


class OtherLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.stopping = threading.Lock()
        self.count = 0
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        with self.lock:
            self.count += 1

    def stop(self):
        with self.stopping:
            self.thread.join()
