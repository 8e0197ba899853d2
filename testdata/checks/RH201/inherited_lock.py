"""RH201: the locks belong to the base class, the orders to a subclass and the base."""
import threading


class Base:
    def __init__(self):
        self.state = threading.Lock()
        self.output = threading.Lock()

    def write(self):
        with self.output:
            self.check()

    def check(self):
        with self.state:  # want RH201 "Base.state is acquired while Base.output is held, and Printer.stop"
            pass


class Printer(Base):
    def stop(self):
        with self.state:
            with self.output:
                pass
