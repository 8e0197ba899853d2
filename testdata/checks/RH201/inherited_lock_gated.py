"""RH201: the locks belong to the base class, all under the gate of the base."""
import threading


class Base:
    def __init__(self):
        self.state = threading.Lock()
        self.output = threading.Lock()
        self.gate = threading.Lock()

    def write(self):
        with self.gate, self.output:
            self.check()

    def check(self):
        with self.state:
            pass


class Printer(Base):
    def stop(self):
        with self.gate, self.state:
            with self.output:
                pass
