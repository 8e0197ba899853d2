"""RH202: a subclass holds the lock around the inherited method."""
import threading


class Base:
    def __init__(self):
        self.lock = threading.Lock()

    def close(self):
        with self.lock:
            pass

    def reopen(self):
        self.close()


class Child(Base):
    def close(self):
        with self.lock:
            super().close()  # want RH202 "again in Base.close while Child.close holds it"

    def reopen(self):
        with self.lock:
            pass
        super().reopen()
