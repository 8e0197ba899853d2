"""RH102: numbers that one place asks for, and numbers of callers that hold a lock, have no rival."""
# no-strip-test
# no-rename-test: that a method is not for others shows in its name
# no-lock-test: some callers hold one
import threading


class Manager:
    def __init__(self):
        self.lock = threading.Lock()
        self.request_id = 0
        self.sort_id = 0
        self.job_id = 0
        self.jobs = []

    def next_request_id(self):
        self.request_id += 1
        return self.request_id

    def _next_sort_id(self):
        self.sort_id += 1
        return self.sort_id

    def _enqueue(self, job):
        self.jobs.append((self._next_sort_id(), job))

    def begin(self, job):
        with self.lock:
            self._enqueue(job)

    def retry(self, job):
        self._enqueue(job)

    def next_job_id(self):
        self.job_id += 1  # want RH102 warning "self.job_id"
        return self.job_id


class Sender:
    def __init__(self, manager: Manager):
        self.manager = manager

    def send(self, wire):
        wire.write(self.manager.next_request_id())
