"""RH111: the base class changes the dict, a subclass hands it out."""
# no-strip-test
import threading


class Base:
    def __init__(self):
        self.lock = threading.Lock()
        self.fields = {}

    def set(self, name, value):
        with self.lock:
            self.fields[name] = value


class Open(Base):
    def all(self):
        with self.lock:
            return self.fields  # want RH111 "self.fields itself leaves Open.all"


class Closed(Base):
    def all(self):
        with self.lock:
            return self.fields.copy()
