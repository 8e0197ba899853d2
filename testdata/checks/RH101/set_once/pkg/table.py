"""RH101: a class-wide table in a module that has to do with threads."""
# no-strip-test
import threading


class Loop:
    _by_thread = {}

    def __init__(self, key):
        self.key = key

    def attach(self):
        if self.key in Loop._by_thread:
            raise RuntimeError("attached already")
        Loop._by_thread[self.key] = self  # want RH101 warning "set only once"

    def attach_safely(self):
        if Loop._by_thread.setdefault(self.key, self) is not self:
            raise RuntimeError("attached already")


def current():
    return Loop._by_thread.get(threading.get_ident())
