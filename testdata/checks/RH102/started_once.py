"""RH102: an object is started once, so that its thread has no twin."""
# no-strip-test
import threading


class Poller:
    def __init__(self):
        self.elapsed = 0

    def start(self):
        thread = threading.Thread(target=self._work)
        thread.start()

    def _work(self):
        while True:
            self.elapsed = self.elapsed + 1


class Crew:
    def __init__(self):
        self.done = 0

    def enlist(self):
        for _ in range(4):
            threading.Thread(target=self._work).start()

    def _work(self):
        while True:
            self.done = self.done + 1  # want RH102 error "self.done"


def main():
    p = Poller()
    p.start()
    Crew().enlist()
