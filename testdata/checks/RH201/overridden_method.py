"""RH201: the second order comes from an overriding method."""
import threading


class Job:
    def __init__(self):
        self.lock = threading.Lock()
        self.log_lock = threading.Lock()

    def run(self):
        with self.lock:
            self.finish()

    def finish(self):
        pass

    def show(self):
        with self.log_lock:
            with self.lock:  # want RH201 "Job.lock is acquired while Job.log_lock is held, and Job.run"
                pass


class LoggedJob(Job):
    def finish(self):
        with self.log_lock:
            pass


class QuietJob(Job):
    def finish(self):
        pass
