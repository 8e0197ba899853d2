"""RH110: a subclass of Thread that starts itself."""
# no-strip-test
import threading


class Early(threading.Thread):
    def __init__(self, jobs):
        threading.Thread.__init__(self)
        self.jobs = jobs
        self.start()  # want RH110 error "self.done"
        self.done = []

    def run(self):
        for job in self.jobs:
            self.handle(job)

    def handle(self, job):
        self.done.append(job())


class Last(threading.Thread):
    def __init__(self, jobs):
        super().__init__()
        self.jobs = jobs
        self.done = []
        self.start()

    def run(self):
        for job in self.jobs:
            self.done.append(job())


class Later(threading.Thread):
    """Its maker starts it."""

    def __init__(self, jobs):
        super().__init__()
        self.jobs = jobs
        self.done = []

    def run(self):
        for job in self.jobs:
            self.done.append(job())


def main(jobs):
    later = Later(jobs)
    later.start()
    later.join()
