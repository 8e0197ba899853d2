"""RH201: an override of another subclass does not run on this object."""
import threading


class Job:
    def run(self):
        self.finish()

    def finish(self):
        pass


class LoggedJob(Job):
    def __init__(self):
        self.log_lock = threading.Lock()
        self.report = Report()

    def finish(self):
        with self.log_lock:
            self.report.add()


class Report(Job):
    def __init__(self):
        self.lock = threading.Lock()

    def add(self):
        with self.lock:
            pass

    def start(self):
        with self.lock:
            self.run()

    def finish(self):
        pass
