"""RH111: through a local, with the return outside of the with statement."""
# no-strip-test
import threading


class Queue:
    def __init__(self):
        self.lock = threading.Lock()
        self.jobs = []

    def put(self, job):
        with self.lock:
            self.jobs.append(job)

    def pending(self):
        with self.lock:
            jobs = self.jobs
        return jobs  # want RH111 "self.jobs itself"

    def pending_copy(self):
        with self.lock:
            jobs = list(self.jobs)
        return jobs
