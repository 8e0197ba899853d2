"""RH201: locks that methods and properties hand out."""
import threading


class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self._stats = threading.Lock()

    def get_lock(self):
        return self._lock

    @property
    def stats_lock(self):
        return self._stats

    def take(self):
        with self.get_lock():
            with self._stats:  # want RH201 "Pool._stats is acquired while Pool._lock is held, and Pool.report"
                pass

    def report(self):
        with self.stats_lock:
            with self._lock:
                pass


class Same:
    def __init__(self):
        self._lock = threading.Lock()
        self._stats = threading.Lock()

    def get_lock(self):
        return self._lock

    def take(self):
        with self.get_lock():
            with self._stats:
                pass

    def report(self):
        with self._lock:
            with self._stats:
                pass
