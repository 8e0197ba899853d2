"""RH201: the locks belong to the base class, the subclass keeps to its order."""
import threading


class Base:
    def __init__(self):
        self.state = threading.Lock()
        self.output = threading.Lock()

    def write(self):
        with self.output:
            self.check()

    def check(self):
        with self.state:
            pass


class Printer(Base):
    def stop(self):
        with self.output:
            with self.state:
                pass
