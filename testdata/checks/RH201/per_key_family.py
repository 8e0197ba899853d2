"""RH201: locks of one container, under keys that the caller chooses."""
import collections
import threading


class Rooms:
    def __init__(self):
        self.locks = collections.defaultdict(threading.Lock)
        self.plain = {"a": threading.Lock(), "b": threading.Lock()}

    def move(self, source, target):
        with self.plain[source]:
            with self.plain[target]:  # want RH201 "the lock of target is acquired while that of source is held"
                pass

    def move_sorted(self, source, target):
        if source < target:
            with self.plain[source]:
                with self.plain[target]:
                    pass

    def fixed(self):
        with self.plain["a"]:
            with self.plain["b"]:
                pass

    def defaults(self, source, target):
        with self.locks[source]:
            with self.locks[target]:  # want RH201 "the lock of target"
                pass
