"""RH202: a semaphore with one permit does not let its holder in again."""
import threading


class Gate:
    def __init__(self):
        self.one = threading.Semaphore(1)
        self.two = threading.Semaphore(2)

    def enter(self):
        with self.one:
            with self.one:  # want RH202 "Gate.one"
                pass

    def share(self):
        with self.two:
            with self.two:
                pass
