"""RH202: the override of a sibling class is not called on this object."""
import threading


class Base:
    def __init__(self):
        self.lock = threading.Lock()

    def refresh(self):
        self.load()

    def load(self):
        pass


class Locking(Base):
    def load(self):
        with self.lock:
            pass


class Holding(Base):
    def update(self):
        with self.lock:
            self.refresh()

    def load(self):
        pass
