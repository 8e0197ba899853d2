"""RH111: a property hands the set out."""
# no-strip-test
import threading


class Members:
    def __init__(self):
        self._lock = threading.RLock()
        self._names = set()

    def join(self, name):
        with self._lock:
            self._names.add(name)

    @property
    def names(self):
        with self._lock:
            return self._names  # want RH111 "self._names itself leaves Members.names"

    @property
    def frozen_names(self):
        with self._lock:
            return frozenset(self._names)
