"""RH103: in a child after a fork, no other thread runs."""
# no-strip-test
import os
import threading


class Sharer:
    def __init__(self):
        self.lock = threading.Lock()
        self.cache = {}
        os.register_at_fork(after_in_child=self._reset_child, after_in_parent=self._count)

    def register(self, key, close):
        with self.lock:
            self.cache[key] = close

    def _reset_child(self):
        for close in self.cache.values():
            close()
        self.cache.clear()

    def _count(self):
        return [key for key in self.cache]  # want RH103 warning "self.cache may be resized"
