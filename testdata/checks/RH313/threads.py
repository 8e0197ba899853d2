"""RH313: futures of concurrent.futures are another matter."""
from concurrent.futures import Future


class Job:
    def __init__(self):
        self.outcome = Future()

    def run(self, work):
        self.outcome.set_result(work())

    def get(self):
        return self.outcome.result()
